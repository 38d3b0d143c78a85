#include "safetensors.hpp"

#include "mapped_file.hpp"
#include "model_files.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <limits>

#include <boost/json/parse.hpp>

namespace core::encoder {
namespace {

namespace json = boost::json;

static_assert(std::endian::native == std::endian::little, "tensors are read as they lie in the file");

using Tensors = std::map<std::string, Tensor, std::less<>>;

constexpr std::size_t prefix_bytes = 8;                       // the header's length
constexpr std::size_t header_limit = std::size_t{100} << 20;  // the format's own limit
constexpr std::size_t rank_limit = 8;

struct Range {
    std::uint64_t begin{}, end{};
};

ElementType element_type(std::string_view name) {
    if (name == "F32") return ElementType::f32;
    if (name == "F16") return ElementType::f16;
    if (name == "BF16") return ElementType::bf16;
    return ElementType::other;
}

std::optional<std::uint64_t> unsigned_value(const json::value& value) {
    if (value.is_uint64()) return value.get_uint64();
    if (value.is_int64() && value.get_int64() >= 0) return static_cast<std::uint64_t>(value.get_int64());
    return std::nullopt;
}

std::optional<Range> read_range(const json::object& entry) {
    const auto* offsets = entry.if_contains("data_offsets");
    if (offsets == nullptr || !offsets->is_array() || offsets->get_array().size() != 2) return std::nullopt;
    const auto begin = unsigned_value(offsets->get_array()[0]);
    const auto end = unsigned_value(offsets->get_array()[1]);
    if (!begin || !end || *begin > *end) return std::nullopt;
    return Range{*begin, *end};
}

std::optional<std::vector<std::size_t>> read_shape(const json::object& entry) {
    const auto* list = entry.if_contains("shape");
    if (list == nullptr || !list->is_array() || list->get_array().size() > rank_limit) return std::nullopt;
    std::vector<std::size_t> shape;
    for (const auto& item : list->get_array()) {
        const auto length = unsigned_value(item);
        if (!length) return std::nullopt;
        shape.push_back(*length);
    }
    return shape;
}

// The product of `shape` and `unit`; none where it does not fit.
std::optional<std::size_t> size_in_bytes(std::span<const std::size_t> shape, std::size_t unit) {
    std::size_t size = unit;
    for (const auto length : shape) {
        if (length != 0 && size > std::numeric_limits<std::size_t>::max() / length) return std::nullopt;
        size *= length;
    }
    return size;
}

class HeaderReader {
public:
    explicit HeaderReader(std::span<const std::byte> data) : data_{data} {}

    Result<Tensors, std::string> read(const json::object& header) {
        for (const auto& [name, entry] : header) {
            if (name == "__metadata__") continue;
            if (!entry.is_object()) return fail(name, "is no object");
            if (auto fault = add(name, entry.get_object())) return *fault;
        }
        if (auto fault = find_overlap()) return *fault;
        return std::move(tensors_);
    }

private:
    static std::string fail(std::string_view name, std::string_view what) {
        return "is torn: the tensor " + std::string{name.substr(0, 200)} + " " + std::string{what};
    }

    std::optional<std::string> add(std::string_view name, const json::object& entry) {
        const auto dtype = find_string(entry, "dtype");
        auto shape = read_shape(entry);
        const auto range = read_range(entry);
        if (!dtype || !shape || !range) return fail(name, "lacks a sensible dtype, shape or data_offsets");
        if (range->end > data_.size()) return fail(name, "ends behind the end of the file");
        const auto type = element_type(*dtype);
        const auto length = range->end - range->begin;
        if (type != ElementType::other && size_in_bytes(*shape, bytes_of(type)) != length)
            return fail(name, "has another size than its shape says");
        const auto bytes = data_.subspan(range->begin, length);
        if (!tensors_.emplace(name, Tensor{type, *std::move(shape), bytes}).second) return fail(name, "stands twice");
        if (length > 0) ranges_.push_back(*range);
        return std::nullopt;
    }

    std::optional<std::string> find_overlap() {
        std::ranges::sort(ranges_, {}, &Range::begin);
        const auto overlap = std::ranges::adjacent_find(
            ranges_, [](const Range& left, const Range& right) { return left.end > right.begin; });
        if (overlap == ranges_.end()) return std::nullopt;
        return "is torn: two tensors overlap at offset " + std::to_string(overlap->end);
    }

    std::span<const std::byte> data_;
    Tensors tensors_{};
    std::vector<Range> ranges_{};
};

float from_half(std::uint16_t half) {
    const std::uint32_t sign = static_cast<std::uint32_t>(half & 0x8000U) << 16;
    const std::uint32_t rest = half & 0x7FFFU;
    constexpr float scale = 0x1p112F;  // moves the exponent's bias from 15 to 127
    if (rest >= 0x7C00U) return std::bit_cast<float>(sign | 0x7F800000U | (rest & 0x3FFU) << 13);
    return std::bit_cast<float>(sign | std::bit_cast<std::uint32_t>(std::bit_cast<float>(rest << 13) * scale));
}

}  // namespace

std::size_t bytes_of(ElementType type) {
    switch (type) {
        case ElementType::f32:
            return 4;
        case ElementType::f16:
        case ElementType::bf16:
            return 2;
        case ElementType::other:
            return 0;
    }
    return 0;
}

void read_floats(const Tensor& tensor, std::size_t first, std::span<float> into) {
    const auto unit = bytes_of(tensor.type);
    const auto bytes = tensor.bytes.subspan(first * unit, into.size() * unit);
    if (tensor.type == ElementType::f32) {
        std::memcpy(into.data(), bytes.data(), bytes.size());
        return;
    }
    for (std::size_t i = 0; i < into.size(); ++i) {
        std::uint16_t bits = 0;
        std::memcpy(&bits, bytes.data() + i * unit, unit);
        into[i] = tensor.type == ElementType::f16 ? from_half(bits)
                                                  : std::bit_cast<float>(static_cast<std::uint32_t>(bits) << 16);
    }
}

Result<Tensors, std::string> parse_safetensors(std::span<const std::byte> content) {
    std::uint64_t length = 0;
    if (content.size() < prefix_bytes) return std::string{"is too short for a safetensors file"};
    std::memcpy(&length, content.data(), prefix_bytes);
    if (length > header_limit) return std::string{"claims a header of more than 100 MiB"};
    if (length > content.size() - prefix_bytes) return std::string{"ends within its header"};
    const auto header = content.subspan(prefix_bytes, length);
    boost::system::error_code error;
    const std::string_view text{reinterpret_cast<const char*>(header.data()), header.size()};
    const auto value = json::parse(text, error, {}, {.max_depth = 8});
    if (error) return "has a header that is not JSON: " + error.message();
    if (!value.is_object()) return std::string{"has a header that is no JSON object"};
    return HeaderReader{content.subspan(prefix_bytes + length)}.read(value.get_object());
}

Result<Safetensors> Safetensors::open(const std::filesystem::path& file) {
    auto mapped = MappedFile::open(file);
    if (!mapped) return mapped.error();
    const auto storage = std::make_shared<const MappedFile>(std::move(mapped).value());
    auto tensors = parse_safetensors(storage->bytes());
    if (!tensors) return damaged(file, tensors.error());
    Safetensors opened;
    opened.file_ = file;
    opened.content_ = storage->bytes();
    opened.storage_ = storage;
    opened.tensors_ = std::move(tensors).value();
    return opened;
}

Result<Tensor> Safetensors::find(std::string_view name, std::span<const std::size_t> shape) const {
    const auto found = tensors_.find(name);
    if (found == tensors_.end()) return damaged(file_, "lacks the tensor " + std::string{name});
    const auto& tensor = found->second;
    if (!std::ranges::equal(tensor.shape, shape))
        return damaged(file_, "has the tensor " + std::string{name} + " in another shape than config.json asks for");
    if (tensor.type == ElementType::other)
        return unsupported(file_, "has the tensor " + std::string{name} + " in another type than F32, F16 or BF16");
    return tensor;
}

void Safetensors::forget_pages() const { forget(content_); }

}  // namespace core::encoder
