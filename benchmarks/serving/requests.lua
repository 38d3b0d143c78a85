-- Sends the bodies of a file, one a line, round and round from a given place on.
--     wrk ... -s requests.lua URL -- FILE FIRST
-- They are all made before the load begins, so that wrk itself costs little.
dofile(debug.getinfo(1).source:match("^@(.*/)") .. "../measuring/report.lua")
local requests, at = {}, 0

function init(arguments)
    for body in io.lines(arguments[1]) do
        requests[#requests + 1] = wrk.format("POST", nil, {["Content-Type"] = "application/json"}, body)
    end
    at = tonumber(arguments[2]) % #requests
end

function request()
    at = at % #requests + 1
    return requests[at]
end
