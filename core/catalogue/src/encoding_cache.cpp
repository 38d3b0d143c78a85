#include "core/catalogue/encoding_cache.hpp"

#include "sqlite.hpp"

#include <bit>
#include <cassert>
#include <cstring>
#include <functional>

namespace core::catalogue {
namespace {

constexpr std::int64_t cache_version = 2;

constexpr const char* create_cache = R"sql(
    CREATE TABLE IF NOT EXISTS model (
        number INTEGER PRIMARY KEY,
        name TEXT NOT NULL, dimensions INTEGER NOT NULL, UNIQUE (name, dimensions));
    CREATE TABLE IF NOT EXISTS encoding (
        model INTEGER NOT NULL,
        text TEXT NOT NULL,
        vector BLOB NOT NULL,         -- bfloat16 values
        PRIMARY KEY (model, text)) WITHOUT ROWID)sql";
constexpr std::string_view insert_model = "INSERT OR IGNORE INTO model (name, dimensions) VALUES (?, ?)";
constexpr std::string_view select_model = "SELECT number FROM model WHERE name = ? AND dimensions = ?";
constexpr std::string_view select_encoding = "SELECT vector FROM encoding WHERE model = ? AND text = ?";
constexpr std::string_view insert_encoding = "INSERT OR REPLACE INTO encoding VALUES (?, ?, ?)";

using BFloat16 = std::uint16_t;

BFloat16 rounded(float value) { return static_cast<BFloat16>((std::bit_cast<std::uint32_t>(value) + 0x8000U) >> 16U); }
float widened(BFloat16 value) { return std::bit_cast<float>(static_cast<std::uint32_t>(value) << 16U); }

// The number under which `model` keeps its vectors.
std::int64_t number_of(Connection& connection, std::string_view model, std::size_t dimensions) {
    const bool is_new = connection.pragma("page_count") == 0;
    if (!is_new && connection.pragma("user_version") != cache_version)
        throw SqliteError{"the cache is of another version"};
    connection.execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA user_version = " +
                       std::to_string(cache_version));
    connection.execute(create_cache);
    for (const auto sql : {insert_model, select_model}) {
        auto statement = connection.prepare(sql);
        statement.bind(1, model);
        statement.bind(2, static_cast<std::int64_t>(dimensions));
        if (statement.step()) return statement.integer(0);
    }
    throw SqliteError{"the model's number was lost"};
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
        : file{place},
          connection{place, Connection::Mode::create},
          model_number{number_of(connection, model, count)},
          dimensions{count} {}
    std::filesystem::path file;
    Connection connection;
    std::int64_t model_number;
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
    statement.bind(1, state_->model_number);
    statement.bind(2, text);
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
            statement.bind(1, state_->model_number);
            statement.bind(2, std::string_view{texts[text]});
            statement.bind(3, std::as_bytes(std::span{row}));
            statement.run();
        }
        connection.execute("COMMIT");
        return Done{};
    } catch (const SqliteError& error) {
        return unwritable(state_->file, error.what());
    }
}

}  // namespace core::catalogue
