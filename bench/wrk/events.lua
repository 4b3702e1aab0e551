-- POSTs of text events as WAHA sends them, each of a message nobody has seen before, in 1,000 chats of each session. Arguments: token,
-- number of this run, prefix of the sessions' names, number of the first and of the last session, file with a text on each line.
local function read(file)
  return assert(io.open(file)):read("*a")
end

function init(arguments)
  local folder = os.getenv("BENCH_WRK")
  headers = { ["X-Whatsapp-Token"] = arguments[1], ["Content-Type"] = "application/json" }
  run = tonumber(arguments[2])
  prefix = arguments[3]
  first = tonumber(arguments[4])
  last = tonumber(arguments[5])
  texts = {}
  for line in io.lines(arguments[6]) do
    texts[#texts + 1] = line
  end
  template = read(folder .. "/event.json")
  number = 0
end

function request()
  number = number + 1
  local now = os.time()
  local values = {
    ID = string.format("3EB0%08X%08X", run, number),
    CHAT = string.format("551193%07d", number % 1000),
    SESSION = prefix .. (first + number % (last - first + 1)),
    SECONDS = string.format("%d", now),
    MILLIS = string.format("%d000", now),
    ISO = os.date("!%Y-%m-%dT%H:%M:%SZ", now),
    TEXT = texts[number % #texts + 1],
  }
  return wrk.format("POST", "/webhooks/messages", headers, (template:gsub("@(%u+)@", values)))
end

dofile(os.getenv("BENCH_WRK") .. "/report.lua")
