// The importers: each reads one file of one kind into the session. See docs/importing.md for what each takes.
//
// They fail where the file as a whole cannot be read (source_torn, source_unreadable) and with import_stopped.
#pragma once

#include "byte_reader.hpp"
#include "import_files.hpp"
#include "import_session.hpp"

namespace core::catalogue {

Result<Done> import_json_lines(ByteReader reader, ImportSession& session);
Result<Done> import_tmdb_films(ByteReader reader, ImportSession& session);
Result<Done> import_tmdb_credits(ByteReader reader, ImportSession& session);
Result<Done> import_tmdb_keywords(ByteReader reader, ImportSession& session);
Result<Done> import_wikipedia_films(ByteReader reader, ImportSession& session);
Result<Done> import_imdb_basics(ByteReader reader, ImportSession& session);
Result<Done> import_imdb_akas(ByteReader reader, ImportSession& session);
Result<Done> import_imdb_ratings(ByteReader reader, ImportSession& session);
Result<Done> import_imdb_crew(ByteReader reader, ImportSession& session);
Result<Done> import_imdb_names(ByteReader reader, ImportSession& session);
Result<Done> import_movielens_links(ByteReader reader, ImportSession& session);
Result<Done> import_movielens_tags(ByteReader reader, ImportSession& session);

// The importer for `kind`; nothing is read of files that are unknown or not needed.
Result<Done> import_file(FileKind kind, ByteReader reader, ImportSession& session);

// Brings what waited for other files to the films: names of the crew, tags.
void settle_crew(ImportSession& session);
void settle_tags(ImportSession& session);

// The director or directors that the first sentences of a Wikipedia page name ("directed by Chris Columbus").
std::vector<std::string> directors_named_in(std::string_view text);

}  // namespace core::catalogue
