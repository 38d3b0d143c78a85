#include "core/catalogue/keywords.hpp"

#include <algorithm>
#include <array>

namespace core::catalogue {

bool is_production_remark(std::string_view keyword) {
    static constexpr std::array<std::string_view, 45> remarks{"3d",
                                                              "aftercreditsstinger",
                                                              "animated sequence",
                                                              "b movie",
                                                              "based on book",
                                                              "based on children's book",
                                                              "based on graphic novel",
                                                              "based on memoir or autobiography",
                                                              "based on myths, legends or folklore",
                                                              "based on novel",
                                                              "based on novel or book",
                                                              "based on play",
                                                              "based on play or musical",
                                                              "based on short story",
                                                              "based on tv series",
                                                              "based on video game",
                                                              "based on young adult novel",
                                                              "blockbuster",
                                                              "box office flop",
                                                              "cult favorite",
                                                              "cult film",
                                                              "cult movie",
                                                              "directorial debut",
                                                              "duringcreditsstinger",
                                                              "female director",
                                                              "female nudity",
                                                              "filmmaking",
                                                              "imax",
                                                              "independent film",
                                                              "live action and animation",
                                                              "low budget",
                                                              "male nudity",
                                                              "nudity",
                                                              "part of a trilogy",
                                                              "part of trilogy",
                                                              "prequel",
                                                              "reboot",
                                                              "remake",
                                                              "sequel",
                                                              "short",
                                                              "short film",
                                                              "spin off",
                                                              "tv movie",
                                                              "very little dialogue",
                                                              "woman director"};
    static_assert(std::ranges::is_sorted(remarks));
    return std::ranges::binary_search(remarks, keyword);
}

}  // namespace core::catalogue
