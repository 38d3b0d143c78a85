-- For wrk: fifty wishes in turn, with what else clients say and ask; each thread begins elsewhere.
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
local threads = {}

function setup(thread)
  table.insert(threads, thread)
  thread:set("turn", #threads * 17)
end

function init()
  answered, refused = 0, 0
end

function request()
  turn = turn + 1
  if turn % 10 == 0 then return wrk.format("GET", gets[turn / 10 % #gets + 1]) end
  local body = '{"film":"' .. films[turn % #films + 1] .. '"' .. extras[turn % #extras + 1] .. '}'
  return wrk.format("POST", "/recommend/", { ["Content-Type"] = "application/json" }, body)
end

-- A film that is not known, or not in the catalogue of the moment, is 404 as it should be.
function response(status)
  if status == 200 or status == 404 then answered = answered + 1 else refused = refused + 1 end
end

function done(summary, latency)
  local good, bad, errors = 0, 0, summary.errors
  for _, thread in ipairs(threads) do
    good, bad = good + thread:get("answered"), bad + thread:get("refused")
  end
  io.write(string.format(
    '{"answered":%d,"refused":%d,"socket_errors":%d,"per_second":%.0f,"p50_ms":%.2f,"p99_ms":%.2f}\n',
    good, bad, errors.connect + errors.read + errors.write + errors.timeout, good / summary.duration * 1e6,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000))
end
