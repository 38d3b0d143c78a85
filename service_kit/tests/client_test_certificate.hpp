// Certificates for the tests' servers, made on the spot: an authority nobody knows, and what it has signed.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

namespace service_kit {

class TestCertificate {
public:
    // `names` as OpenSSL writes them: "DNS:localhost,IP:127.0.0.1". The authority's own certificate goes to `ca_file`.
    TestCertificate(const std::string& names, const std::filesystem::path& ca_file);

    // The SSL* of a connection that was accepted on `socket`; none where the client would not go on.
    std::shared_ptr<void> accept(int socket) const;

private:
    std::shared_ptr<void> context_;  // SSL_CTX*
};

}  // namespace service_kit
