// Answers as JSON, one line each: what --json and --batch print.
//
// Field names are stable. Numbers are written as people write them (0.85, not 8.5E-1).
#pragma once

#include "core/catalogue/catalogue.hpp"
#include "core/ranking/advisor.hpp"
#include "core/ranking/reasons.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace app {

using core::ranking::MatchedBy;

struct SearchAnswer {
    std::string text{};
    std::optional<core::catalogue::FilmIndex> film{};  // where the text names one
    float confidence{};
    MatchedBy matched_by = MatchedBy::title;
    std::vector<core::titles::Candidate> candidates{};
};

// {"query": {"text", "film", "confidence", "matched_by"}, "candidates": [...]}
std::string search_json(const SearchAnswer& answer, const core::catalogue::Catalogue& films);

// {"query": {...}, "choices": [...], "recommendations": [...], "next_offset", "exhausted"}
std::string advice_json(const core::ranking::Advice& advice, core::ranking::Language language,
                        const core::catalogue::Catalogue& films);

// {"query": {"text"}, "choices": [...], "film": null}: what `show` answers where a text fits several films.
std::string choices_json(const std::string& text, const std::vector<core::titles::Candidate>& choices,
                         const core::catalogue::Catalogue& films);

// The shape of advice_json() for a question without an answer, with "error": {"code", "message"} and the nearest titles
// as "candidates".
std::string fault_json(const core::ranking::AdviceFault& fault, const core::catalogue::Catalogue& films);

}  // namespace app
