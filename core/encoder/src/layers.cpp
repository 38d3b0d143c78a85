#include "layers.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <mutex>
#include <thread>
#include <vector>

#include <openvino/op/op.hpp>
#include <openvino/openvino.hpp>
#include <openvino/opsets/opset13.hpp>

namespace core::encoder {
namespace {

namespace op = ov::opset13;
using Value = ov::Output<ov::Node>;

template <class Operation, class... Arguments>
Value make(Arguments&&... arguments) {
    return std::make_shared<Operation>(std::forward<Arguments>(arguments)...);
}

ov::element::Type element_type(ElementType type) {
    switch (type) {
        case ElementType::f16:
            return ov::element::f16;
        case ElementType::bf16:
            return ov::element::bf16;
        default:
            return ov::element::f32;
    }
}

Value constant_i64(const std::vector<std::int64_t>& values) {
    return make<op::Constant>(ov::element::i64, ov::Shape{values.size()}, values);
}

class GraphBuilder {
public:
    GraphBuilder(const ModelConfig& config, const Weights& weights, Precision precision)
        : config_{config}, weights_{weights}, precision_{precision} {}

    std::shared_ptr<ov::Model> build() {
        using ov::PartialShape;
        const auto hidden = static_cast<std::int64_t>(config_.hidden);
        const auto heads = static_cast<std::int64_t>(config_.heads);
        auto embedded = std::make_shared<op::Parameter>(ov::element::f32, PartialShape{-1, -1, hidden});
        auto mask = std::make_shared<op::Parameter>(ov::element::f32, PartialShape{-1, 1, 1, -1});
        ov::ParameterVector inputs{embedded, mask};
        mask_ = mask;
        if (config_.architecture == Architecture::mpnet) {
            auto bias = std::make_shared<op::Parameter>(ov::element::f32, PartialShape{1, heads, -1, -1});
            inputs.push_back(bias);
            mask_ = make<op::Add>(bias, mask);
        }
        Value state = norm(embedded, weights_.embedding_norm);
        for (const auto& layer : weights_.layers) {
            state = norm(make<op::Add>(attention(state, layer), state), layer.attention_norm);
            state = norm(make<op::Add>(feed_forward(state, layer), state), layer.output_norm);
        }
        return std::make_shared<ov::Model>(ov::OutputVector{state}, inputs);
    }

private:
    Value attention(const Value& state, const LayerWeights& layer) {
        const auto query = split_heads(linear(state, layer.query));
        const auto key = split_heads(linear(state, layer.key));
        const auto value = split_heads(linear(state, layer.value));
        const auto mixed = make<op::ScaledDotProductAttention>(query, key, value, mask_, false);
        const auto joined = make<op::Reshape>(make<op::Transpose>(mixed, constant_i64({0, 2, 1, 3})),
                                              constant_i64({0, 0, static_cast<std::int64_t>(config_.hidden)}), true);
        return linear(joined, layer.mix);
    }

    Value split_heads(const Value& state) {
        const auto heads = static_cast<std::int64_t>(config_.heads);
        const auto width = static_cast<std::int64_t>(config_.hidden / config_.heads);
        const auto split = make<op::Reshape>(state, constant_i64({0, 0, heads, width}), true);
        return make<op::Transpose>(split, constant_i64({0, 2, 1, 3}));
    }

    Value feed_forward(const Value& state, const LayerWeights& layer) {
        return linear(activate(linear(state, layer.widen)), layer.narrow);
    }

    Value activate(const Value& value) {
        switch (config_.activation) {
            case Activation::gelu:
                return make<op::Gelu>(value, ov::op::GeluApproximationMode::ERF);
            case Activation::gelu_tanh:
                return make<op::Gelu>(value, ov::op::GeluApproximationMode::TANH);
            case Activation::relu:
                break;
        }
        return make<op::Relu>(value);
    }

    Value linear(const Value& state, const LinearWeights& weights) {
        const auto matrix = precision_ == Precision::int8 ? compressed(weights.matrix) : constant(weights.matrix);
        return make<op::Add>(make<op::MatMul>(state, matrix, false, true), constant(weights.bias));
    }

    // `matrix` as 127 steps of the largest value in each row. OpenVINO multiplies by the bytes themselves, and by the
    // scales afterwards.
    Value compressed(const Tensor& matrix) {
        const auto rows = matrix.shape[0];
        const auto columns = matrix.shape[1];
        std::vector<std::int8_t> steps(rows * columns);
        std::vector<float> scales(rows);
        std::vector<float> values(columns);
        for (std::size_t row = 0; row < rows; ++row) {
            read_floats(matrix, row * columns, values);
            float largest = 0;
            for (const float value : values) largest = std::max(largest, std::abs(value));
            scales[row] = largest > 0 ? largest / 127.0F : 1.0F;
            for (std::size_t i = 0; i < columns; ++i)
                steps[row * columns + i] = static_cast<std::int8_t>(std::lround(values[i] / scales[row]));
        }
        const auto bytes = make<op::Constant>(ov::element::i8, ov::Shape{rows, columns}, steps);
        const auto scale = make<op::Constant>(ov::element::f32, ov::Shape{rows, 1}, scales);
        return make<op::Multiply>(make<op::Convert>(bytes, ov::element::f32), scale);
    }

    Value norm(const Value& state, const NormWeights& weights) {
        const auto centred =
            make<op::MVN>(state, constant_i64({-1}), true, config_.norm_epsilon, ov::op::MVNEpsMode::INSIDE_SQRT);
        return make<op::Add>(make<op::Multiply>(centred, constant(weights.scale)), constant(weights.shift));
    }

    // A constant over the mapped file itself; a copy only where the file does not align its numbers.
    Value constant(const Tensor& tensor) {
        const auto type = element_type(tensor.type);
        const ov::Shape shape{tensor.shape};
        const auto* data = tensor.bytes.data();
        const bool is_aligned = std::bit_cast<std::uintptr_t>(data) % bytes_of(tensor.type) == 0;
        const auto storage = std::const_pointer_cast<void>(weights_.storage);
        const auto value = is_aligned ? make<op::Constant>(type, shape, data, storage)
                                      : make<op::Constant>(type, shape, static_cast<const void*>(data));
        return tensor.type == ElementType::f32 ? value : make<op::Convert>(value, ov::element::f32);
    }

    const ModelConfig& config_;
    const Weights& weights_;
    Precision precision_;
    Value mask_{};
};

int thread_count(const EncoderOptions& options) {
    return options.threads > 0 ? options.threads : std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

ov::AnyMap properties(const EncoderOptions& options) {
    const bool is_exact = options.precision == Precision::f32;
    const int threads = thread_count(options);
    // Threads that work on a text each wait for each other less than threads that share one.
    const int streams = options.workload == Workload::bulk ? threads : 1;
    return {ov::hint::inference_precision(is_exact ? ov::element::f32 : ov::element::bf16), ov::num_streams(streams),
            ov::inference_num_threads(threads), ov::hint::enable_cpu_pinning(false)};
}

}  // namespace

struct Layers::Engine {
    std::size_t hidden{};
    std::size_t heads{};
    bool takes_bias{};
    std::size_t workers = 1;
    ov::Core core{};
    ov::CompiledModel model{};
    std::mutex mutex{};
    std::vector<ov::InferRequest> idle{};

    ov::InferRequest take() {
        {
            const std::lock_guard lock{mutex};
            if (!idle.empty()) {
                auto request = std::move(idle.back());
                idle.pop_back();
                return request;
            }
        }
        return model.create_infer_request();
    }

    void give_back(ov::InferRequest request) {
        const std::lock_guard lock{mutex};
        idle.push_back(std::move(request));
    }
};

Layers::Layers(const ModelConfig& config, const Weights& weights, const EncoderOptions& options)
    : engine_{std::make_unique<Engine>()} {
    engine_->hidden = config.hidden;
    engine_->heads = config.heads;
    engine_->workers = options.workload == Workload::bulk ? static_cast<std::size_t>(thread_count(options)) : 1;
    engine_->takes_bias = config.architecture == Architecture::mpnet;
    engine_->model = engine_->core.compile_model(GraphBuilder{config, weights, options.precision}.build(), "CPU",
                                                 properties(options));
}

Layers::Layers(Layers&&) noexcept = default;
Layers& Layers::operator=(Layers&&) noexcept = default;
Layers::~Layers() = default;

std::size_t Layers::workers() const noexcept { return engine_->workers; }

void Layers::run(const Block& block, std::span<float> hidden) const {
    constexpr float hides = -1e9F;  // softmax makes nothing of it, in bf16 too
    const auto rows = block.lengths.size();
    std::vector<float> mask(rows * block.length, hides);
    for (std::size_t row = 0; row < rows; ++row)
        std::fill_n(mask.begin() + static_cast<std::ptrdiff_t>(row * block.length), block.lengths[row], 0.0F);
    const ov::Shape shape{rows, block.length, engine_->hidden};
    auto request = engine_->take();
    request.set_input_tensor(0, ov::Tensor{ov::element::f32, shape, block.embedded.data()});
    request.set_input_tensor(1, ov::Tensor{ov::element::f32, ov::Shape{rows, 1, 1, block.length}, mask.data()});
    if (engine_->takes_bias)
        request.set_input_tensor(
            2,
            ov::Tensor{ov::element::f32, ov::Shape{1, engine_->heads, block.length, block.length}, block.bias.data()});
    request.set_output_tensor(ov::Tensor{ov::element::f32, shape, hidden.data()});
    request.infer();
    engine_->give_back(std::move(request));
}

}  // namespace core::encoder
