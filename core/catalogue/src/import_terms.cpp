#include "import_terms.hpp"

#include "core/catalogue/keywords.hpp"
#include "import_text.hpp"

#include <algorithm>
#include <array>

namespace core::catalogue {
namespace {

struct NamePair {
    std::string_view theirs, ours;
};

constexpr std::array genres{NamePair{"action", "Action"},
                            NamePair{"adventure", "Adventure"},
                            NamePair{"animated", "Animation"},
                            NamePair{"animation", "Animation"},
                            NamePair{"children", "Family"},
                            NamePair{"children's", "Family"},
                            NamePair{"comedy", "Comedy"},
                            NamePair{"crime", "Crime"},
                            NamePair{"documentary", "Documentary"},
                            NamePair{"drama", "Drama"},
                            NamePair{"family", "Family"},
                            NamePair{"fantasy", "Fantasy"},
                            NamePair{"historical", "History"},
                            NamePair{"history", "History"},
                            NamePair{"horror", "Horror"},
                            NamePair{"kids", "Family"},
                            NamePair{"music", "Music"},
                            NamePair{"musical", "Music"},
                            NamePair{"mystery", "Mystery"},
                            NamePair{"romance", "Romance"},
                            NamePair{"romantic", "Romance"},
                            NamePair{"sci-fi", "Science Fiction"},
                            NamePair{"science fiction", "Science Fiction"},
                            NamePair{"suspense", "Thriller"},
                            NamePair{"thriller", "Thriller"},
                            NamePair{"tv movie", "TV Movie"},
                            NamePair{"war", "War"},
                            NamePair{"western", "Western"}};
static_assert(std::ranges::is_sorted(genres, {}, &NamePair::theirs));

// What others call a genre and TMDB does not.
constexpr std::array genres_as_keywords{NamePair{"biography", "biography"}, NamePair{"dance", "dance"},
                                        NamePair{"disaster", "disaster"},   NamePair{"erotic", "eroticism"},
                                        NamePair{"film-noir", "film noir"}, NamePair{"found footage", "found footage"},
                                        NamePair{"legal", "courtroom"},     NamePair{"martial arts", "martial arts"},
                                        NamePair{"noir", "film noir"},      NamePair{"political", "politics"},
                                        NamePair{"satire", "satire"},       NamePair{"silent", "silent film"},
                                        NamePair{"slasher", "slasher"},     NamePair{"sport", "sport"},
                                        NamePair{"sports", "sport"},        NamePair{"spy", "spy"},
                                        NamePair{"superhero", "superhero"}, NamePair{"supernatural", "supernatural"},
                                        NamePair{"teen", "teenager"}};
static_assert(std::ranges::is_sorted(genres_as_keywords, {}, &NamePair::theirs));

constexpr std::array countries{NamePair{"Afghanistan", "AF"},
                               NamePair{"Albania", "AL"},
                               NamePair{"Algeria", "DZ"},
                               NamePair{"Angola", "AO"},
                               NamePair{"Argentina", "AR"},
                               NamePair{"Armenia", "AM"},
                               NamePair{"Aruba", "AW"},
                               NamePair{"Australia", "AU"},
                               NamePair{"Austria", "AT"},
                               NamePair{"Azerbaijan", "AZ"},
                               NamePair{"Bahamas", "BS"},
                               NamePair{"Bahrain", "BH"},
                               NamePair{"Bangladesh", "BD"},
                               NamePair{"Belarus", "BY"},
                               NamePair{"Belgium", "BE"},
                               NamePair{"Bhutan", "BT"},
                               NamePair{"Bolivia", "BO"},
                               NamePair{"Bosnia and Herzegovina", "BA"},
                               NamePair{"Botswana", "BW"},
                               NamePair{"Brazil", "BR"},
                               NamePair{"Bulgaria", "BG"},
                               NamePair{"Burkina Faso", "BF"},
                               NamePair{"Cambodia", "KH"},
                               NamePair{"Cameroon", "CM"},
                               NamePair{"Canada", "CA"},
                               NamePair{"Chile", "CL"},
                               NamePair{"China", "CN"},
                               NamePair{"Colombia", "CO"},
                               NamePair{"Congo", "CG"},
                               NamePair{"Costa Rica", "CR"},
                               NamePair{"Cote D'Ivoire", "CI"},
                               NamePair{"Croatia", "HR"},
                               NamePair{"Cuba", "CU"},
                               NamePair{"Cyprus", "CY"},
                               NamePair{"Czech Republic", "CZ"},
                               NamePair{"Czechia", "CZ"},
                               NamePair{"Czechoslovakia", "CS"},
                               NamePair{"Democratic Republic of the Congo", "CD"},
                               NamePair{"Denmark", "DK"},
                               NamePair{"Dominica", "DM"},
                               NamePair{"Dominican Republic", "DO"},
                               NamePair{"East Germany", "DD"},
                               NamePair{"Ecuador", "EC"},
                               NamePair{"Egypt", "EG"},
                               NamePair{"El Salvador", "SV"},
                               NamePair{"Estonia", "EE"},
                               NamePair{"Ethiopia", "ET"},
                               NamePair{"Faeroe Islands", "FO"},
                               NamePair{"Fiji", "FJ"},
                               NamePair{"Finland", "FI"},
                               NamePair{"France", "FR"},
                               NamePair{"Georgia", "GE"},
                               NamePair{"Germany", "DE"},
                               NamePair{"Ghana", "GH"},
                               NamePair{"Greece", "GR"},
                               NamePair{"Greenland", "GL"},
                               NamePair{"Guadeloupe", "GP"},
                               NamePair{"Guatemala", "GT"},
                               NamePair{"Guyana", "GY"},
                               NamePair{"Haiti", "HT"},
                               NamePair{"Honduras", "HN"},
                               NamePair{"Hong Kong", "HK"},
                               NamePair{"Hungary", "HU"},
                               NamePair{"Iceland", "IS"},
                               NamePair{"India", "IN"},
                               NamePair{"Indonesia", "ID"},
                               NamePair{"Iran", "IR"},
                               NamePair{"Iraq", "IQ"},
                               NamePair{"Ireland", "IE"},
                               NamePair{"Israel", "IL"},
                               NamePair{"Italy", "IT"},
                               NamePair{"Jamaica", "JM"},
                               NamePair{"Japan", "JP"},
                               NamePair{"Jordan", "JO"},
                               NamePair{"Kazakhstan", "KZ"},
                               NamePair{"Kenya", "KE"},
                               NamePair{"Korea", "KR"},
                               NamePair{"Kosovo", "XK"},
                               NamePair{"Kuwait", "KW"},
                               NamePair{"Kyrgyzstan", "KG"},
                               NamePair{"Lao People's Democratic Republic", "LA"},
                               NamePair{"Laos", "LA"},
                               NamePair{"Latvia", "LV"},
                               NamePair{"Lebanon", "LB"},
                               NamePair{"Libya", "LY"},
                               NamePair{"Libyan Arab Jamahiriya", "LY"},
                               NamePair{"Liechtenstein", "LI"},
                               NamePair{"Lithuania", "LT"},
                               NamePair{"Luxembourg", "LU"},
                               NamePair{"Macao", "MO"},
                               NamePair{"Macedonia", "MK"},
                               NamePair{"Madagascar", "MG"},
                               NamePair{"Malaysia", "MY"},
                               NamePair{"Mali", "ML"},
                               NamePair{"Malta", "MT"},
                               NamePair{"Mexico", "MX"},
                               NamePair{"Moldova", "MD"},
                               NamePair{"Monaco", "MC"},
                               NamePair{"Mongolia", "MN"},
                               NamePair{"Montenegro", "ME"},
                               NamePair{"Morocco", "MA"},
                               NamePair{"Mozambique", "MZ"},
                               NamePair{"Myanmar", "MM"},
                               NamePair{"Namibia", "NA"},
                               NamePair{"Nepal", "NP"},
                               NamePair{"Netherlands", "NL"},
                               NamePair{"New Zealand", "NZ"},
                               NamePair{"Nicaragua", "NI"},
                               NamePair{"Nigeria", "NG"},
                               NamePair{"North Korea", "KP"},
                               NamePair{"North Macedonia", "MK"},
                               NamePair{"Northern Ireland", "GB"},
                               NamePair{"Norway", "NO"},
                               NamePair{"Oman", "OM"},
                               NamePair{"Pakistan", "PK"},
                               NamePair{"Palestine", "PS"},
                               NamePair{"Palestinian Territory", "PS"},
                               NamePair{"Panama", "PA"},
                               NamePair{"Papua New Guinea", "PG"},
                               NamePair{"Paraguay", "PY"},
                               NamePair{"Peru", "PE"},
                               NamePair{"Philippines", "PH"},
                               NamePair{"Poland", "PL"},
                               NamePair{"Portugal", "PT"},
                               NamePair{"Puerto Rico", "PR"},
                               NamePair{"Qatar", "QA"},
                               NamePair{"Romania", "RO"},
                               NamePair{"Russia", "RU"},
                               NamePair{"Russian Federation", "RU"},
                               NamePair{"Rwanda", "RW"},
                               NamePair{"Saudi Arabia", "SA"},
                               NamePair{"Senegal", "SN"},
                               NamePair{"Serbia", "RS"},
                               NamePair{"Serbia and Montenegro", "RS"},
                               NamePair{"Singapore", "SG"},
                               NamePair{"Slovakia", "SK"},
                               NamePair{"Slovenia", "SI"},
                               NamePair{"South Africa", "ZA"},
                               NamePair{"South Korea", "KR"},
                               NamePair{"Soviet Union", "SU"},
                               NamePair{"Spain", "ES"},
                               NamePair{"Sri Lanka", "LK"},
                               NamePair{"Sudan", "SD"},
                               NamePair{"Sweden", "SE"},
                               NamePair{"Switzerland", "CH"},
                               NamePair{"Syria", "SY"},
                               NamePair{"Syrian Arab Republic", "SY"},
                               NamePair{"Taiwan", "TW"},
                               NamePair{"Tajikistan", "TJ"},
                               NamePair{"Tanzania", "TZ"},
                               NamePair{"Thailand", "TH"},
                               NamePair{"Trinidad and Tobago", "TT"},
                               NamePair{"Tunisia", "TN"},
                               NamePair{"Turkey", "TR"},
                               NamePair{"Turkmenistan", "TM"},
                               NamePair{"Türkiye", "TR"},
                               NamePair{"UK", "GB"},
                               NamePair{"USA", "US"},
                               NamePair{"Uganda", "UG"},
                               NamePair{"Ukraine", "UA"},
                               NamePair{"United Arab Emirates", "AE"},
                               NamePair{"United Kingdom", "GB"},
                               NamePair{"United States", "US"},
                               NamePair{"United States of America", "US"},
                               NamePair{"Uruguay", "UY"},
                               NamePair{"Uzbekistan", "UZ"},
                               NamePair{"Venezuela", "VE"},
                               NamePair{"Viet Nam", "VN"},
                               NamePair{"Vietnam", "VN"},
                               NamePair{"West Germany", "DE"},
                               NamePair{"Yemen", "YE"},
                               NamePair{"Yugoslavia", "YU"},
                               NamePair{"Zambia", "ZM"},
                               NamePair{"Zimbabwe", "ZW"}};
static_assert(std::ranges::is_sorted(countries, {}, &NamePair::theirs));

template <std::size_t Size>
std::string_view look_up(const std::array<NamePair, Size>& pairs, std::string_view name) {
    const auto found = std::ranges::lower_bound(pairs, name, {}, &NamePair::theirs);
    return found != pairs.end() && found->theirs == name ? found->ours : std::string_view{};
}

bool is_country_code(std::string_view name) {
    return name.size() == 2 && std::ranges::all_of(name, [](char letter) { return letter >= 'A' && letter <= 'Z'; });
}

}  // namespace

void add_genre(Film& film, std::string_view name) {
    const auto lowered = in_lower_case(cleaned(name, longest_imported_name));
    add_name(film.genres, std::string{look_up(genres, lowered)});
    if (const auto keyword = look_up(genres_as_keywords, lowered); !keyword.empty()) add_keyword(film, keyword);
}

void add_keyword(Film& film, std::string_view name) {
    constexpr std::size_t most_keywords = 50;
    auto keyword = in_lower_case(cleaned(name, longest_imported_name));
    if (film.keywords.size() < most_keywords && !is_production_remark(keyword))
        add_name(film.keywords, std::move(keyword));
}

void add_country(Film& film, std::string_view name) {
    // TMDB's codes for countries that are no more; its CS is Serbia and Montenegro, ours is Czechoslovakia.
    constexpr std::array retired{NamePair{"CS", "RS"}, NamePair{"XC", "CS"}, NamePair{"XG", "DD"}};
    const auto code = is_country_code(name) ? name : look_up(countries, name);
    const auto ours = is_country_code(name) ? look_up(retired, code) : std::string_view{};
    add_name(film.countries, std::string{ours.empty() ? code : ours});
}

std::string language_code(std::string_view code) {
    if (code == "cn") return "zh";
    const bool is_code =
        code.size() == 2 && std::ranges::all_of(code, [](char letter) { return letter >= 'a' && letter <= 'z'; });
    return is_code && code != "xx" ? std::string{code} : "";
}

}  // namespace core::catalogue
