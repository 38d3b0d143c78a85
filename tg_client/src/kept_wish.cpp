#include "kept_wish.hpp"

#include <algorithm>

namespace tg_client {
namespace {

// Ids as the catalogue makes them; what else is kept as a wish's film is what was described.
bool is_catalogue_id(std::string_view film) {
    const auto has_only = [film](std::string_view letters, std::size_t from) {
        return film.size() > from && film.find_first_not_of(letters, from) == std::string_view::npos;
    };
    if (film.starts_with("tt") || film.starts_with("tm") || film.starts_with("kp")) return has_only("0123456789", 2);
    return film.size() == 11 && film.front() == 'f' && has_only("0123456789abcdef", 1);
}

}  // namespace

std::vector<std::string> texts_of(const api::Written<std::vector<std::string>>& list) {
    std::vector<std::string> texts;
    std::string fault;
    const auto value = api::parse_json(list.text, fault);
    if (!value || !value->is_array()) return texts;
    for (const auto& text : value->get_array())
        if (text.is_string()) texts.emplace_back(text.get_string());
    return texts;
}

Wish wish_of(const api::HistoryEntry& entry) {
    Wish wish{.liked = texts_of(entry.liked), .disliked = texts_of(entry.disliked)};
    api::FieldFaults faults;
    if (entry.filters) wish.filters = api::read<api::Filters>(entry.filters->text, faults, api::Manner::tolerant);
    if (is_catalogue_id(entry.film))
        wish.liked.insert(wish.liked.begin(), entry.film);
    else
        wish.text = entry.film;
    return wish;
}

}  // namespace tg_client
