-- For wrk: fifty wishes in turn, and what else clients ask, each thread beginning elsewhere.
local films = {
  "Один дома", "Матрица", "Титаник", "Терминатор 2", "Амели", "Форрест Гамп", "Криминальное чтиво", "Леон",
  "Брат", "Ирония судьбы", "Бриллиантовая рука", "Иваново детство", "Сталкер", "Солярис", "Зеркало", "Андрей Рублёв",
  "The Godfather", "Alien", "Blade Runner", "Jaws", "Casablanca", "Psycho", "Vertigo", "Chinatown", "Fargo",
  "Terminator", "Inception", "Interstellar", "Gladiator", "Heat", "Seven", "Up", "Ratatouille", "Shrek", "Frozen",
  "Toy Story", "Spirited Away", "Oldboy", "Parasite", "City of God", "tt0099785", "tt0133093",
  "терминатр", "матрицаа", "vfnhbwf", "odin doma", "астронавт один на Марсе", "a boy left home alone",
  "Зюзюкинский хрендель", "Dracula",
}
local extras = {
  '', ',"limit":20', ',"language":"en"', ',"offset":10', ',"liked":["Шрек"]', ',"disliked":["Титаник"]',
  ',"filters":{"from_year":1980}', ',"filters":{"genres":["комедия"],"min_rating":6}', ',"exclude":["tt0099785"]',
}
local gets = { "/films/tt0099785", "/films/search?q=matrix", "/films/tt0133093/similar?limit=3", "/health/ready" }

local threads = 0
function setup(thread)
  threads = threads + 1
  thread:set("turn", threads * 17)
end

function request()
  turn = turn + 1
  if turn % 10 == 0 then return wrk.format("GET", gets[turn / 10 % #gets + 1]) end
  local film, extra = films[turn % #films + 1], extras[turn % #extras + 1]
  return wrk.format("POST", "/recommend/", { ["Content-Type"] = "application/json" },
    '{"film":"' .. film .. '"' .. extra .. '}')
end

-- What counts as failed is told by status, for a film that is not known is 404 as it should be.
local failed = {}
function response(status)
  if status ~= 200 and status ~= 404 then bad = (bad or 0) + 1 end
  total = (total or 0) + 1
  if status == 200 then good = (good or 0) + 1 end
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format('{"requests":%d,"socket_errors":%d,"statuses":%d,"p50_ms":%.2f,"p99_ms":%.2f,"seconds":%.2f}\n',
    summary.requests, errors.connect + errors.read + errors.write + errors.timeout, errors.status,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000, summary.duration / 1e6))
end
