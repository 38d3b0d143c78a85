// A file that Telegram has already, that it fetches itself, or that is sent along.
//
// Written as the text that Telegram takes for it; a call holds at most one that is sent along. Plain values.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace tg_client {

class InputFile {
public:
    static constexpr std::string_view part = "upload";  // of a multipart body, where it is sent along

    static InputFile known(std::string file_id) { return InputFile{std::move(file_id)}; }
    static InputFile at(std::string url) { return InputFile{std::move(url)}; }
    static InputFile upload(std::string file_name, std::shared_ptr<const std::string> bytes) {
        InputFile file{"attach://" + std::string{part}};
        file.file_name_ = std::move(file_name);
        file.bytes_ = std::move(bytes);
        return file;
    }
    InputFile() = default;

    operator std::string_view() const { return text_; }  // NOLINT: this is how it is written
    bool is_upload() const { return bytes_ != nullptr; }
    const std::string& file_name() const { return file_name_; }
    const std::string& bytes() const { return *bytes_; }  // where it is an upload

    friend bool operator==(const InputFile&, const InputFile&) = default;

private:
    explicit InputFile(std::string text) : text_{std::move(text)} {}

    std::string text_{};
    std::string file_name_{};
    std::shared_ptr<const std::string> bytes_{};
};

// Where only a picture makes sense: at most 10 MB sent along, 5 MB fetched.
using Picture = InputFile;

}  // namespace tg_client
