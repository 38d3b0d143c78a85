#include "core/ranking/indexing.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace core::ranking {
namespace {

using catalogue::Catalogue;
using catalogue::FilmView;
using catalogue::Term;
using catalogue::Vocabulary;

std::string joined(std::span<const Term> terms, const Vocabulary& vocabulary) {
    std::string text;
    for (const Term term : terms) {
        if (!text.empty()) text += ", ";
        text += vocabulary.name(term);
    }
    return text;
}

void append_sentence(std::string& text, std::string_view sentence) {
    if (sentence.empty()) return;
    if (!text.empty()) text += ". ";
    text += sentence;
}

// Who made a film and how it sold says nothing of its story.
bool tells_credits(std::string_view sentence) {
    constexpr std::array marks{"directed by", "written by",  "produced by", "starring", "film stars", "box office",
                               "released",    "distributed", "premiered",   "grossed",  "screenplay", "soundtrack"};
    return std::ranges::any_of(marks,
                               [sentence](std::string_view mark) { return sentence.find(mark) != sentence.npos; });
}

std::string story_of(std::string_view synopsis) {
    std::string story;
    while (!synopsis.empty()) {
        const auto stop = synopsis.find(". ");
        const auto sentence = synopsis.substr(0, stop);
        if (!tells_credits(sentence)) append_sentence(story, sentence);
        synopsis.remove_prefix(stop == std::string_view::npos ? synopsis.size() : stop + 2);
    }
    return story;
}

}  // namespace

FilmTexts texts_of(const FilmView& film, const Catalogue& films) {
    const auto genres = joined(film.genres, films.genres());
    const auto keywords = joined(film.keywords, films.keywords());
    FilmTexts texts;
    if (!keywords.empty() || !film.synopsis_en.empty())
        texts.natural = std::string{film.title} + " (" + std::to_string(film.year) + ")";
    for (const std::string_view sentence : {std::string_view{genres}, std::string_view{keywords}}) {
        append_sentence(texts.natural, sentence);
        append_sentence(texts.story, sentence);
    }
    append_sentence(texts.natural, film.synopsis_en);
    append_sentence(texts.story, story_of(film.synopsis_en));
    return texts;
}

}  // namespace core::ranking
