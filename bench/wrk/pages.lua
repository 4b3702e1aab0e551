-- GETs of the newest 50 messages of random chats. Arguments: token, sessions, chats of the kind in each session, prefix of their addresses.
function init(arguments)
  headers = { ["X-Api-Token"] = arguments[1] }
  sessions = tonumber(arguments[2])
  chats = tonumber(arguments[3])
  prefix = arguments[4]
  math.randomseed(os.time())
end

function request()
  local path = string.format("/api/messages/bench-%d/%s%07d@c.us?limit=50", math.random(sessions), prefix, math.random(chats))
  return wrk.format("GET", path, headers)
end

dofile(os.getenv("BENCH_WRK") .. "/report.lua")
