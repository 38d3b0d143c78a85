#include "pictures.hpp"

#include "picture_check.hpp"

#include <array>

#include <boost/url/parse.hpp>
#include <boost/url/url.hpp>

namespace posters {
namespace {

constexpr int most_redirects = 2;

bool is_redirect(int status) {
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

// Where a Location header leads from `url`; empty where it makes no sense.
std::string target_of(const std::string& url, std::string_view location) {
    const auto base = boost::urls::parse_uri(url);
    const auto reference = boost::urls::parse_uri_reference({location.data(), location.size()});
    boost::urls::url target;
    if (!base || !reference || !boost::urls::resolve(*base, *reference, target)) return {};
    return target.buffer();
}

}  // namespace

std::string_view name_of(PictureFault fault) {
    return std::array<std::string_view, 3>{"elsewhere", "no_picture", "failed"}.at(static_cast<std::size_t>(fault));
}

core::Result<std::string, PictureFault> fetch_picture(const FactsProvider& provider, std::string url, const Ask& ask) {
    for (int redirects = 0; redirects <= most_redirects; ++redirects) {
        if (!provider.has_pictures_at(url)) return PictureFault::elsewhere;
        service_kit::Headers headers;
        headers.add("Accept", "image/jpeg, image/png, image/webp");
        const auto result = ask({.url = url, .headers = std::move(headers), .answer_bytes = most_picture_bytes});
        if (!result)
            return result.error().error == service_kit::ClientError::too_large ? PictureFault::no_picture
                                                                               : PictureFault::failed;
        const auto& answer = result.value();
        if (is_redirect(answer.status)) {
            url = target_of(url, answer.headers.find("Location").value_or(""));
            continue;
        }
        if (answer.status == 404 || answer.status == 410) return PictureFault::no_picture;
        if (answer.status != 200) return PictureFault::failed;
        if (!find_picture_kind(answer.body)) return PictureFault::no_picture;
        return answer.body;
    }
    return PictureFault::no_picture;
}

}  // namespace posters
