#include "posters/settings.hpp"

namespace posters {

void Settings::add_to(service_kit::SettingsReader& reader) {
    reader.add("posters-order", order, "Who is asked for posters and facts, the first one first", "POSTERS_ORDER");
    reader.add("posters-folder", folder, "Folder to keep them in; none for memory", "POSTERS_FOLDER");
    reader.add("posters-mib", folder_mib, {1, 1'000'000}, "How much the folder may hold, in MiB");
    reader.add("posters-threads", threads, {1, 256}, "Threads that wait for providers and draw cards");
    reader.add("posters-queue", queue, {0, 100'000}, "Requests that may wait for one of them");
    reader.add("kinopoisk-url", kinopoisk_url, "Where KinoPoisk's API is", "KINOPOISK_URL");
    reader.add("omdb-url", omdb_url, "Where OMDb's API is", "OMDB_URL");
    reader.add("tmdb-url", tmdb_url, "Where TMDB's API is", "TMDB_URL");
    reader.add("tmdb-image-url", tmdb_image_url, "Where TMDB's pictures are", "TMDB_IMAGE_URL");
    reader.add_secret("KINOPOISK_API_KEY", kinopoisk_key, "Key for KinoPoisk's API; none: it is not asked");
    reader.add_secret("OMDB_API_KEY", omdb_key, "Key for OMDb's API; none: it is not asked");
    reader.add_secret("TMDB_API_KEY", tmdb_key, "Key or read token for TMDB's API; none: it is not asked");
    reader.add_secret("HTTPS_PROXY", proxy,
                      "Proxy to servers outside, http:// or socks5://, with its password where it has one");
}

}  // namespace posters
