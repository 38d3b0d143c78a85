// Encodes texts, one a line, from standard input and prints how many there were and how long it took.
//
// encode_texts MODEL_FOLDER f32|bf16 [THREADS] [TEXTS_PER_CALL]
// Prints one JSON line: load_seconds, count, seconds.
#include "core/encoder/sentence_encoder.hpp"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <iostream>
#include <span>
#include <string>
#include <vector>

namespace {

double seconds_since(std::chrono::steady_clock::time_point start) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

std::vector<std::string> read_lines(std::istream& stream) {
    std::vector<std::string> lines;
    for (std::string line; std::getline(stream, line);) lines.push_back(line);
    return lines;
}

}  // namespace

int main(int argc, char** argv) {
    using core::encoder::Precision;
    using core::encoder::SentenceEncoder;
    using core::encoder::Workload;
    if (argc < 3) {
        std::cerr << "usage: encode_texts MODEL_FOLDER f32|bf16 [THREADS] [TEXTS_PER_CALL] < TEXTS\n";
        return 2;
    }
    const auto precision = std::string{argv[2]} == "bf16" ? Precision::bf16 : Precision::f32;
    const auto start = std::chrono::steady_clock::now();
    const auto encoder = SentenceEncoder::load(
        argv[1], {.precision = precision, .workload = Workload::bulk, .threads = argc > 3 ? std::atoi(argv[3]) : 0});
    if (!encoder) {
        std::cerr << encoder.error().message << ' ' << encoder.error().remedy << '\n';
        return 4;
    }
    const auto load_seconds = seconds_since(start);
    const auto texts = read_lines(std::cin);
    const auto step = argc > 4 ? static_cast<std::size_t>(std::max(1, std::atoi(argv[4]))) : texts.size();
    const auto begin = std::chrono::steady_clock::now();
    for (std::size_t i = 0; i < texts.size(); i += step)
        (void)encoder.value().encode(std::span{texts}.subspan(i, std::min(step, texts.size() - i)));
    std::cout << "{\"load_seconds\": " << load_seconds << ", \"count\": " << texts.size()
              << ", \"seconds\": " << seconds_since(begin) << "}\n";
}
