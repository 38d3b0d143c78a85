// One query being resolved: collects the films that its readings lead to, then weighs them against each other.
//
// Lives for one call of TitleIndex::resolve() on one thread.
#pragma once

#include "index_state.hpp"
#include "wording.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace core::titles {

class SoundQuery;

// A text to look up, what year is asked for, and how far the text is trusted to be what was meant.
struct Reading {
    std::string folded;
    std::optional<int> year;
    float trust = 1;
    bool in_other_layout = false;
};

class Search {
public:
    explicit Search(const IndexState& index) : index_{index} {}

    // Looks the reading up in every way there is and collects what is found.
    void read(const Reading& reading);

    // The quality of the best film so far, 0 when there is none.
    float best() const noexcept { return best_; }

    // The films found, best first, at most `limit`, and what they mean.
    Resolution conclude(std::size_t limit);

private:
    struct Hit {
        std::uint32_t film{};
        float quality{};
        MatchKind match{};
        float score{};
    };

    void read_as_it_is(const Reading& reading);
    void read_variant(const Reading& reading, std::string text, float trust);
    void look_up(const Reading& reading, std::string_view text);
    void look_up_sequel(const Reading& reading, std::string_view text);
    void look_up_initials(const Reading& reading);
    void read_initials_inside(const Reading& reading);
    void look_up_single_errors(const Reading& reading, std::string_view text);
    void look_alike(const Reading& reading, std::string_view text);
    std::vector<std::uint32_t> look_through_well_known(const Reading& reading, std::string_view key,
                                                       const SoundQuery& query);
    void look_closer(const Reading& reading, std::string_view text, std::vector<std::uint32_t> films);
    std::vector<std::string> spelled_out(std::string_view letters) const;
    std::vector<std::string> short_names(std::uint32_t film) const;
    void add(const NameEntry& entry, const Reading& reading, float factor);
    void add(Hit hit, const Reading& reading);

    std::optional<std::uint32_t> best_bearer(std::string_view text) const;
    bool add_numbered_title(std::uint32_t first, int number, const Reading& reading);
    void add_by_place_in_series(std::uint32_t first, int number, const Reading& reading);

    void keep_best_of_each_film();
    void weigh();
    std::size_t gather_choices();
    bool is_rival(const Hit& top, const Hit& other) const;

    const IndexState& index_;
    std::vector<Hit> hits_;
    float best_ = 0;
    Wording wording_ = Wording::title;  // of all that was read
};

}  // namespace core::titles
