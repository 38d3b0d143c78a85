-- For wrk's scripts: what was counted, as one line of JSON.
function done(summary, latency)
    io.write(string.format('{"requests": %d, "seconds": %f, "p50": %f, "p99": %f, "max": %f, "refused": %d, "broken": %d}\n',
        summary.requests, summary.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3,
        latency.max / 1e3, summary.errors.status,
        summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout))
end
