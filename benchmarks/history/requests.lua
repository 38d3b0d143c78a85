-- Sends the requests of a file round and round, from a given place on. A line is a method, a path and, where there is
-- one, a body, parted by tabs. Where KEYS is not empty, every request has an idempotency key of its own beginning so.
--     wrk ... -s requests.lua URL -- FILE FIRST TOKEN KEYS
dofile(debug.getinfo(1).source:match("^@(.*/)") .. "../measuring/report.lua")
local requests, at, sent, keys = {}, 0, 0, ""

local function with_key(line)
    sent = sent + 1
    line.headers["Idempotency-Key"] = keys .. sent
    return wrk.format(line.method, line.path, line.headers, line.body)
end

function init(arguments)
    keys = arguments[4] or ""
    for text in io.lines(arguments[1]) do
        local method, path, body = text:match("^(%u+)\t([^\t]+)\t?(.*)$")
        local line = {method = method, path = path, headers = {["Authorization"] = "Bearer " .. arguments[3]}}
        if body ~= "" then
            line.body = body
            line.headers["Content-Type"] = "application/json"
        end
        requests[#requests + 1] = keys ~= "" and line or wrk.format(line.method, line.path, line.headers, line.body)
    end
    at = tonumber(arguments[2]) % #requests
end

function request()
    at = at % #requests + 1
    return keys ~= "" and with_key(requests[at]) or requests[at]
end
