// Encodes rounds of texts, one text a line and an empty line after each round, from standard input.
//
// encode_texts MODEL_FOLDER f32|bf16 [THREADS]
// Prints a JSON line for each round: load_seconds, count, seconds.
#include "core/encoder/sentence_encoder.hpp"

#include <chrono>
#include <cstdlib>
#include <iostream>
#include <string>
#include <vector>

namespace {

double seconds_since(std::chrono::steady_clock::time_point start) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

std::vector<std::string> read_round(std::istream& stream) {
    std::vector<std::string> texts;
    for (std::string line; std::getline(stream, line) && !line.empty();) texts.push_back(line);
    return texts;
}

}  // namespace

int main(int argc, char** argv) {
    using namespace core::encoder;
    if (argc < 3) {
        std::cerr << "usage: encode_texts MODEL_FOLDER f32|bf16 [THREADS] < TEXTS\n";
        return 2;
    }
    const EncoderOptions options{.precision = std::string{argv[2]} == "bf16" ? Precision::bf16 : Precision::f32,
                                 .workload = Workload::bulk,
                                 .threads = argc > 3 ? std::atoi(argv[3]) : 0};
    const auto start = std::chrono::steady_clock::now();
    const auto encoder = SentenceEncoder::load(argv[1], options);
    if (!encoder) {
        std::cerr << encoder.error().message << ' ' << encoder.error().remedy << '\n';
        return 4;
    }
    const auto load_seconds = seconds_since(start);
    for (auto texts = read_round(std::cin); !texts.empty(); texts = read_round(std::cin)) {
        const auto begin = std::chrono::steady_clock::now();
        const auto vectors = encoder.value().encode(texts);
        std::cout << "{\"load_seconds\": " << load_seconds
                  << ", \"count\": " << vectors.size() / encoder.value().dimensions()
                  << ", \"seconds\": " << seconds_since(begin) << "}" << std::endl;
    }
}
