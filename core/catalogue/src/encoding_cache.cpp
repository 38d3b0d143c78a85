#include "core/catalogue/encoding_cache.hpp"

#include "sqlite.hpp"

#include <bit>
#include <cassert>
#include <cstring>
#include <functional>

namespace core::catalogue {
namespace {

constexpr const char* create_cache = R"sql(
    CREATE TABLE IF NOT EXISTS encoded_by (model TEXT NOT NULL, dimensions INTEGER NOT NULL);
    CREATE TABLE IF NOT EXISTS encoding (
        text TEXT PRIMARY KEY,
        vector BLOB NOT NULL          -- bfloat16 values
    ) WITHOUT ROWID)sql";
constexpr std::string_view select_encoding = "SELECT vector FROM encoding WHERE text = ?";
constexpr std::string_view insert_encoding = "INSERT OR REPLACE INTO encoding VALUES (?, ?)";

using BFloat16 = std::uint16_t;

BFloat16 rounded(float value) { return static_cast<BFloat16>((std::bit_cast<std::uint32_t>(value) + 0x8000U) >> 16U); }
float widened(BFloat16 value) { return std::bit_cast<float>(static_cast<std::uint32_t>(value) << 16U); }

// Empties the cache unless it was made by `model`.
void claim(Connection& connection, std::string_view model, std::size_t dimensions) {
    connection.execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL");
    connection.execute(create_cache);
    {
        auto owner = connection.prepare("SELECT model, dimensions FROM encoded_by");
        if (owner.step() && owner.text(0) == model && owner.integer(1) == static_cast<std::int64_t>(dimensions)) return;
    }
    connection.execute("DELETE FROM encoding; DELETE FROM encoded_by");
    auto statement = connection.prepare("INSERT INTO encoded_by VALUES (?, ?)");
    statement.bind(1, model);
    statement.bind(2, static_cast<std::int64_t>(dimensions));
    statement.run();
}

void remove_files(const std::filesystem::path& file) {
    std::error_code ignored;
    for (const auto* suffix : {"", "-wal", "-shm"}) std::filesystem::remove(file.string() + suffix, ignored);
}

Fault unwritable(const std::filesystem::path& file, const std::string& why) {
    return {"cache_unwritable", file.string() + " cannot be written: " + why,
            "check the folder's permissions and the free space on the disk"};
}

}  // namespace

struct EncodingCache::State {
    State(const std::filesystem::path& place, std::string_view model, std::size_t count)
        : file{place}, connection{place, Connection::Mode::create}, dimensions{count} {
        claim(connection, model, count);
    }
    std::filesystem::path file;
    Connection connection;
    std::size_t dimensions;
};

Result<EncodingCache> EncodingCache::open(const std::filesystem::path& file, std::string_view model,
                                          std::size_t dimensions) {
    try {
        if (file.has_parent_path()) std::filesystem::create_directories(file.parent_path());
        try {
            return EncodingCache{std::make_unique<State>(file, model, dimensions)};
        } catch (const SqliteError&) {
            remove_files(file);
            return EncodingCache{std::make_unique<State>(file, model, dimensions)};
        }
    } catch (const std::runtime_error& error) {
        return unwritable(file, error.what());
    }
}

EncodingCache::EncodingCache(std::unique_ptr<State> state) : state_{std::move(state)} {}
EncodingCache::EncodingCache(EncodingCache&&) noexcept = default;
EncodingCache& EncodingCache::operator=(EncodingCache&&) noexcept = default;
EncodingCache::~EncodingCache() = default;

std::size_t EncodingCache::dimensions() const noexcept { return state_->dimensions; }

bool EncodingCache::find(std::string_view text, std::span<float> vector) const {
    assert(vector.size() == state_->dimensions);
    auto statement = state_->connection.prepare(select_encoding);
    statement.bind(1, text);
    if (!statement.step()) return false;
    const auto bytes = statement.bytes(0);
    if (bytes.size() != vector.size() * sizeof(BFloat16)) return false;
    for (std::size_t i = 0; i < vector.size(); ++i) {
        BFloat16 value{};
        std::memcpy(&value, bytes.data() + i * sizeof value, sizeof value);
        vector[i] = widened(value);
    }
    return true;
}

Result<Done> EncodingCache::put(std::span<const std::string> texts, std::span<const float> vectors) {
    assert(vectors.size() == texts.size() * state_->dimensions);
    try {
        auto& connection = state_->connection;
        connection.execute("BEGIN");
        auto statement = connection.prepare(insert_encoding);
        std::vector<BFloat16> row(state_->dimensions);
        for (std::size_t text = 0; text < texts.size(); ++text) {
            for (std::size_t i = 0; i < row.size(); ++i) row[i] = rounded(vectors[text * row.size() + i]);
            statement.bind(1, std::string_view{texts[text]});
            statement.bind(2, std::as_bytes(std::span{row}));
            statement.run();
        }
        connection.execute("COMMIT");
        return Done{};
    } catch (const SqliteError& error) {
        return unwritable(state_->file, error.what());
    }
}

}  // namespace core::catalogue
