// The commands of `kinosovet`: each takes its options and the world, and returns an exit code.
#pragma once

#include "app/command_line.hpp"
#include "core/base/result.hpp"
#include "ml_service/data_folder.hpp"
#include "options.hpp"

#include <functional>
#include <string>

namespace app {

using ml_service::DataFolder;

int recommend(const RecommendOptions& options, const DataFolder& folder, const Surroundings& surroundings);
int search(const SearchOptions& options, const DataFolder& folder, const Surroundings& surroundings);
// Writes to the first folder; the second is the one that is read otherwise, whose translations are good here, too.
int import_films(const ImportOptions& options, const DataFolder& folder, const DataFolder& readable,
                 const Surroundings& surroundings);
int index_films(const IndexOptions& options, const DataFolder& folder, const Surroundings& surroundings);
int export_films(const ExportOptions& options, const DataFolder& folder, const Surroundings& surroundings);
int show(const ShowOptions& options, const DataFolder& folder, const Surroundings& surroundings);
int list_models(const ModelListOptions& options, const DataFolder& folder, const Surroundings& surroundings);
int get_model(const ModelGetOptions& options, const DataFolder& folder, const Surroundings& surroundings);
// The folder's catalogue says what names there are where no glossary lies beside the films.
int check_catalogue(const CheckOptions& options, const DataFolder& folder, const Surroundings& surroundings);
// The database is that of DATABASE_URL, else history.sqlite in the folder.
int keep_database(const DbOptions& options, const DataFolder& folder, const Surroundings& surroundings);
// `folder` is what --data named before the command; empty where nothing did.
int serve(const ServeOptions& options, const std::string& folder, const Surroundings& surroundings);
int examine(const DoctorOptions& options, const DataFolder& folder, const Surroundings& surroundings);

// Prints what is wrong and what to do about it; returns the exit code for it.
int report(const core::Fault& fault, const Surroundings& surroundings);

// Calls `answer` with each line of the input that is not blank and prints what it returns, at once: a program that
// asks line by line is never kept waiting.
void answer_lines(const Surroundings& surroundings, const std::function<std::string(const std::string&)>& answer);

}  // namespace app
