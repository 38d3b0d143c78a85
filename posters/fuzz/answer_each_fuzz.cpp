// Any bytes as a provider's answers: no crash, and no text with control characters. There is a fuzzer for each
// provider.
#include "provider.hpp"

#include <cstdint>
#include <cstdlib>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace posters;
    static const auto provider =
        make_provider(Provider::KINOSOVET_FUZZ_EACH, {"http://outside", "key", "http://pictures"});
    const std::string body{reinterpret_cast<const char*>(data), size};
    for (const bool has_ids : {true, false}) {
        const Film film{.id = "f",
                        .imdb = has_ids ? "tt0099785" : "",
                        .tmdb = has_ids ? 771 : 0,
                        .kinopoisk = has_ids ? 8124 : 0,
                        .title = "Home Alone",
                        .title_ru = "Один дома",
                        .year = 1990};
        const auto lookup = provider->look_up(film, api::Language::ru, [&](const service_kit::ClientRequest&) {
            return service_kit::ClientResult{service_kit::ClientAnswer{.status = 200, .body = body}};
        });
        if (!lookup) continue;
        for (const auto& description : lookup.value().descriptions)
            for (const char letter : description.text)
                if (static_cast<unsigned char>(letter) < ' ') std::abort();
        (void)provider->has_pictures_at(provider->picture_url(lookup.value(), api::PosterSize::w500));
    }
    return 0;
}
