-- For wrk, at the door: reads of every kind, half of them POST, from many clients by the word of a trusted proxy.
local films = { "Один дома", "Матрица", "Титаник", "Амели", "Брат", "Сталкер", "Alien", "Heat", "Fargo", "Up", "Shrek" }
local gets = { "/films/tt0099785", "/films/search?q=matrix", "/films/tt0133093/similar?limit=3", "/films/tt0133093" }
local posts = { "", "/recommend/" }
local threads = {}

function setup(thread)
  table.insert(threads, thread)
  thread:set("turn", #threads * 1000)
end

function init()
  answered, refused = 0, 0
end

-- Offsets make most wishes new ones, so that a service has to compute.
function request()
  turn = turn + 1
  local headers = { ["X-Forwarded-For"] = string.format("203.0.%d.%d", turn / 250 % 250, turn % 250 + 1) }
  if turn % 2 == 0 then
    return wrk.format("GET", "/recommender/ml" .. gets[turn / 2 % #gets + 1], headers)
  end
  headers["Content-Type"] = "application/json"
  local body = string.format('{"film":"%s","limit":5,"offset":%d}', films[turn % #films + 1], turn % 200)
  return wrk.format("POST", "/recommender/ml" .. posts[(turn - 1) / 2 % #posts + 1], headers, body)
end

function response(status)
  if status >= 200 and status < 400 then answered = answered + 1 else refused = refused + 1 end
end

function done(summary, latency)
  local good, bad, errors = 0, 0, summary.errors
  for _, thread in ipairs(threads) do
    good, bad = good + thread:get("answered"), bad + thread:get("refused")
  end
  io.write(string.format(
    '{"answered":%d,"refused":%d,"socket_errors":%d,"per_second":%.0f,"p50_ms":%.1f,"p99_ms":%.1f,"longest_ms":%.1f}\n',
    good, bad, errors.connect + errors.read + errors.write + errors.timeout, good / summary.duration * 1e6,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000, latency.max / 1000))
end
