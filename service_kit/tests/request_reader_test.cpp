#include "request_reader.hpp"

#include <cstring>

#include <gmock/gmock.h>

namespace service_kit {
namespace {

using State = RequestReader::State;

const MessageLimits limits{512, [](Method, std::string_view target) { return target == "/large" ? 100U : 10U; }};

void put(boost::beast::flat_buffer& buffer, std::string_view text) {
    std::memcpy(buffer.prepare(text.size()).data(), text.data(), text.size());
    buffer.commit(text.size());
}

struct Read {
    State state{};
    int status{};
    std::optional<Request> request{};
    std::size_t left{};
};

// `text` as it arrives in pieces of so many bytes.
Read read(std::string_view text, std::size_t piece = 10'000) {
    RequestReader reader{limits};
    boost::beast::flat_buffer buffer;
    Read result;
    do {
        const auto count = std::min(piece, text.size());
        put(buffer, text.substr(0, count));
        text.remove_prefix(count);
        result.state = reader.read(buffer);
    } while (!text.empty() && (result.state == State::wants_more || result.state == State::wants_continue));
    if (result.state == State::done) result.request = reader.take();
    result.status = reader.fault().status;
    result.left = buffer.size();
    return result;
}

TEST(RequestReader, ReadsARequestHoweverItArrives) {
    constexpr std::string_view text = "POST /a?b=c HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhello";
    for (const std::size_t piece : {1U, 2U, 7U, 1000U}) {
        const auto result = read(text, piece);
        ASSERT_EQ(result.state, State::done) << piece;
        EXPECT_EQ(result.request->method, Method::post);
        EXPECT_EQ(result.request->target, "/a?b=c");
        EXPECT_EQ(result.request->body, "hello");
    }
}

TEST(RequestReader, LeavesTheNextRequestInTheBuffer) {
    const auto result = read("GET / HTTP/1.1\r\nHost: h\r\n\r\nGET /next");
    ASSERT_EQ(result.state, State::done);
    EXPECT_EQ(result.left, std::string_view{"GET /next"}.size());
}

TEST(RequestReader, ReadsChunkedBodies) {
    for (const std::size_t piece : {1U, 1000U}) {
        const auto result =
            read("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n",
                 piece);
        ASSERT_EQ(result.state, State::done);
        EXPECT_EQ(result.request->body, "abcde");
    }
}

TEST(RequestReader, HoldsBodiesToTheLimitOfTheirAddress) {
    const auto with_body = [](const std::string& target, std::size_t length) {
        return read("POST " + target + " HTTP/1.1\r\nHost: h\r\nContent-Length: " + std::to_string(length) +
                    "\r\n\r\n" + std::string(length, 'x'));
    };
    EXPECT_EQ(with_body("/", 10).state, State::done);
    EXPECT_EQ(with_body("/", 11).status, 413);
    EXPECT_EQ(with_body("/large", 100).state, State::done);
    EXPECT_EQ(with_body("/large", 101).status, 413);
    EXPECT_EQ(
        read("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\nb\r\nabcdefghijk\r\n0\r\n\r\n").status,
        413);
}

TEST(RequestReader, RefusesAnOversizeBodyBeforeItIsSent) {
    EXPECT_EQ(read("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 999999999999\r\n\r\n").status, 413);
}

TEST(RequestReader, HoldsHeadersToTheirLimit) {
    EXPECT_EQ(read("GET / HTTP/1.1\r\nHost: h\r\nX: " + std::string(600, 'x') + "\r\n\r\n").status, 431);
    EXPECT_EQ(read("GET /" + std::string(600, 'x'), 100).status, 431);
    std::string many = "GET / HTTP/1.1\r\nHost: h\r\n";
    for (int at = 0; at < 100; ++at) many += "X: y\r\n";
    EXPECT_EQ(read(many + "\r\n", 100).status, 431);
}

TEST(RequestReader, RefusesWhatIsNotHttpOrSmuggles) {
    for (const auto* text : {
             "\x16\x03\x01 garbage\r\n\r\n",
             "GET / HTTP/2.0\r\nHost: h\r\n\r\n",
             "GET / HTTP/1.1\r\n\r\n",
             "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
             "GET /%zz HTTP/1.1\r\nHost: h\r\n\r\n",
             "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
             "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
             "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: -1\r\n\r\n",
             "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
             "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: identity\r\n\r\nGET / HTTP/1.1\r\nHost: h\r\n\r\n",
             "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
             "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
             "CONNECT h:80 HTTP/1.1\r\nHost: h\r\n\r\n",
         })
        EXPECT_EQ(read(text).status, 400) << text;
}

TEST(RequestReader, TellsWhenTheClientWaitsForLeaveToSendItsBody) {
    constexpr std::string_view header =
        "POST / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n";
    EXPECT_EQ(read(header).state, State::wants_continue);
    EXPECT_EQ(read(std::string{header} + "ab").state, State::done);
    // HTTP/1.0 knows nothing of it.
    EXPECT_EQ(read("POST / HTTP/1.0\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n").state, State::wants_more);
}

TEST(RequestReader, HoldsWhatIsBetweenAndBehindChunksToTheLimitOfHeaders) {
    const std::string chunked = "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n";
    EXPECT_EQ(read(chunked + "1;" + std::string(600, 'x'), 100).status, 431);
    EXPECT_EQ(read(chunked + "0\r\nX: " + std::string(600, 'x'), 100).status, 431);
    EXPECT_EQ(read(chunked + "0\r\nX: " + std::string(100'000, 'x') + "\r\n\r\n").status, 431);
    EXPECT_EQ(read(chunked + "1;y=" + std::string(100, 'x') + "\r\na\r\n0\r\nX: x\r\n\r\n").state, State::done);
}

TEST(RequestReader, PassesOverAnEmptyLineBeforeARequest) {
    for (const std::size_t piece : {1U, 1000U})
        EXPECT_EQ(read("\r\nGET / HTTP/1.1\r\nHost: h\r\n\r\n", piece).state, State::done) << piece;
}

}  // namespace
}  // namespace service_kit
