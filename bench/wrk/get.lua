-- GETs of one path. Arguments: token, path.
function init(arguments)
  request_text = wrk.format("GET", arguments[2], { ["X-Api-Token"] = arguments[1] })
end

function request()
  return request_text
end

dofile(os.getenv("BENCH_WRK") .. "/report.lua")
