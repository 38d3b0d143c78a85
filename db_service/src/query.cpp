#include "query.hpp"

#include <stdexcept>

namespace db_service {

Query::Query(soci::session& session, const Statement& statement) : statement_{session} {
    add_parameters(statement.takes);
    add_columns(statement.gives);
    statement_.alloc();
    statement_.prepare(std::string{statement.text});
    statement_.define_and_bind();
}

void Query::add_parameters(std::string_view names) {
    while (!names.empty()) {
        const auto end = std::min(names.find(' '), names.size());
        auto name = names.substr(0, end);
        names.remove_prefix(std::min(end + 1, names.size()));
        auto& added = parameters_.emplace_back();
        added.is_number = name.ends_with('#');
        if (added.is_number) name.remove_suffix(1);
        added.name = name;
        if (added.is_number)
            statement_.exchange(soci::use(added.number, added.indicator, std::string{name}));
        else
            statement_.exchange(soci::use(added.text, added.indicator, std::string{name}));
    }
}

void Query::add_columns(std::string_view kinds) {
    for (const char kind : kinds) {
        auto& added = columns_.emplace_back();
        if (kind == '#')
            statement_.exchange(soci::into(added.number, added.indicator));
        else
            statement_.exchange(soci::into(added.text, added.indicator));
    }
}

Query::Slot& Query::slot(std::string_view name) {
    for (auto& one : parameters_)
        if (one.name == name) return one;
    throw std::logic_error{"a statement takes no " + std::string{name}};
}

Query& Query::set(std::string_view name, std::string_view text) {
    auto& place = slot(name);
    place.text = text;
    place.indicator = soci::i_ok;
    return *this;
}

Query& Query::set(std::string_view name, std::int64_t number) {
    auto& place = slot(name);
    place.number = number;
    place.indicator = soci::i_ok;
    return *this;
}

Query& Query::set_or_null(std::string_view name, const std::optional<std::string>& text) {
    if (text) return set(name, std::string_view{*text});
    slot(name).indicator = soci::i_null;
    return *this;
}

Query& Query::run() {
    has_row_ = statement_.execute(true);
    return *this;
}

void Query::next() { has_row_ = statement_.fetch(); }

void Query::finish() {
    while (has_row_) next();
}

std::optional<std::string> Query::optional_text(std::size_t column) const {
    const auto& place = columns_[column];
    return place.indicator == soci::i_null ? std::nullopt : std::optional{place.text};
}

}  // namespace db_service
