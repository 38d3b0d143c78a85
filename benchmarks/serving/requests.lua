-- Sends the bodies of a file, one a line, round and round from a given place on.
--     wrk ... -s requests.lua URL -- FILE FIRST
-- They are all made before the load begins, so that wrk itself costs little.
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

function done(summary, latency)
    io.write(string.format('{"requests": %d, "seconds": %f, "p50": %f, "p99": %f, "max": %f, "refused": %d, "broken": %d}\n',
        summary.requests, summary.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3,
        latency.max / 1e3, summary.errors.status,
        summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout))
end
