#include "response_reader.hpp"

#include <gtest/gtest.h>

namespace service_kit {
namespace {

using State = ResponseReader::State;

class AReader : public testing::Test {
protected:
    // Adds `text` to what has come.
    State come(std::string_view text) {
        buffer.commit(boost::asio::buffer_copy(buffer.prepare(text.size()), boost::asio::buffer(text)));
        return reader.read(buffer);
    }

    ResponseReader reader{{.body_bytes = 10}};
    boost::beast::flat_buffer buffer;
};

TEST_F(AReader, TakesAnAnswerByteByByte) {
    const std::string_view text = "HTTP/1.1 404 Not Found\r\nContent-Length: 3\r\nX-Key: a\r\n\r\nabc";
    for (std::size_t i = 0; i + 1 < text.size(); ++i) ASSERT_EQ(come(text.substr(i, 1)), State::wants_more) << i;
    ASSERT_EQ(come(text.substr(text.size() - 1)), State::done);
    EXPECT_TRUE(reader.keeps_alive());
    const auto answer = reader.take();
    EXPECT_EQ(answer.status, 404);
    EXPECT_EQ(answer.body, "abc");
    EXPECT_EQ(answer.headers.find("x-key"), "a");
}

TEST_F(AReader, TakesChunksAndLeavesWhatIsBehindThem) {
    ASSERT_EQ(come("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n1\r\nc\r\n0\r\n\r\nHTTP"),
              State::done);
    EXPECT_EQ(reader.take().body, "abc");
    EXPECT_EQ(buffer.size(), 4U);
}

TEST_F(AReader, TakesABodyThatEndsWithTheConnection) {
    ASSERT_EQ(come("HTTP/1.1 200 OK\r\n\r\nabc"), State::wants_more);
    ASSERT_EQ(reader.end(), State::done);
    EXPECT_FALSE(reader.keeps_alive());
    EXPECT_EQ(reader.take().body, "abc");
}

TEST_F(AReader, PassesOverInterimAnswers) {
    ASSERT_EQ(
        come("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n"),
        State::done);
    const auto answer = reader.take();
    EXPECT_EQ(answer.status, 204);
    EXPECT_FALSE(answer.headers.find("Link"));
}

TEST_F(AReader, DoesNotListenToInterimAnswersForEver) {
    std::string text;
    for (int i = 0; i < 20; ++i) text += "HTTP/1.1 100 Continue\r\n\r\n";
    EXPECT_EQ(come(text), State::broken);
}

TEST_F(AReader, RefusesABodyThatIsTooLong) {
    EXPECT_EQ(come("HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n"), State::too_large);
}

TEST_F(AReader, RefusesTooManyChunks) {
    EXPECT_EQ(come("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n8\r\n12345678\r\n8\r\n12345678\r\n"),
              State::too_large);
}

TEST_F(AReader, RefusesABodyWithoutEnd) { EXPECT_EQ(come("HTTP/1.1 200 OK\r\n\r\n12345678901"), State::too_large); }

TEST_F(AReader, RefusesAHeaderWithoutEnd) {
    EXPECT_EQ(come("HTTP/1.1 200 OK\r\nX: " + std::string(100'000, 'a')), State::too_large);
}

TEST_F(AReader, RefusesWhatIsNotHttp) {
    for (const auto* text : {"SSH-2.0-OpenSSH_9.2\r\n", "HTTP/1.1 abc\r\n\r\n", "HTTP/9.1 200 OK\r\n\r\n",
                             "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
                             "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                             "HTTP/1.1 101 Switching Protocols\r\n\r\n", "HTTP/1.1 200 OK\r\nbad header\r\n\r\n"}) {
        ResponseReader fresh{{.body_bytes = 10}};
        boost::beast::flat_buffer bytes;
        const std::string_view view{text};
        bytes.commit(boost::asio::buffer_copy(bytes.prepare(view.size()), boost::asio::buffer(view)));
        EXPECT_EQ(fresh.read(bytes), State::broken) << text;
    }
}

TEST_F(AReader, KnowsAnEndAmidTheAnswer) {
    ASSERT_EQ(come("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabc"), State::wants_more);
    EXPECT_EQ(reader.end(), State::broken);
    EXPECT_TRUE(reader.has_begun());
}

TEST_F(AReader, KnowsAnEndBeforeTheAnswer) {
    EXPECT_EQ(reader.end(), State::broken);
    EXPECT_FALSE(reader.has_begun());
}

TEST_F(AReader, WaitsForNoBodyAfterHead) {
    ResponseReader head{{.body_bytes = 10, .is_bodiless = true}};
    const std::string_view text = "HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n";
    buffer.commit(boost::asio::buffer_copy(buffer.prepare(text.size()), boost::asio::buffer(text)));
    ASSERT_EQ(head.read(buffer), State::done);
    EXPECT_TRUE(head.keeps_alive());
    EXPECT_EQ(head.take().headers.find("Content-Length"), "5000");
}

}  // namespace
}  // namespace service_kit
