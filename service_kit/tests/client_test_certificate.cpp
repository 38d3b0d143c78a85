#include "client_test_certificate.hpp"

#include <cstdio>
#include <stdexcept>

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

namespace service_kit {
namespace {

using Key = std::shared_ptr<EVP_PKEY>;
using Certificate = std::shared_ptr<X509>;

struct Signer {
    Key key{};
    Certificate certificate{};
};

Key make_key() { return {EVP_EC_gen("P-256"), EVP_PKEY_free}; }

void add_extension(X509* certificate, int kind, const std::string& value) {
    const std::shared_ptr<X509_EXTENSION> extension{X509V3_EXT_conf_nid(nullptr, nullptr, kind, value.c_str()),
                                                    X509_EXTENSION_free};
    if (!extension) throw std::runtime_error{"bad extension " + value};
    X509_add_ext(certificate, extension.get(), -1);
}

// Signed by `signer`, or by itself where that has no certificate.
Certificate make_certificate(const std::string& name, const Key& key, const Signer& signer) {
    constexpr long hour = 3600;
    const Certificate certificate{X509_new(), X509_free};
    X509_set_version(certificate.get(), X509_VERSION_3);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), signer.certificate ? 2 : 1);
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -hour);
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), hour);
    X509_set_pubkey(certificate.get(), key.get());
    auto* const subject = X509_get_subject_name(certificate.get());
    X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char*>(name.c_str()), -1,
                               -1, 0);
    auto* const issuer = signer.certificate ? X509_get_subject_name(signer.certificate.get()) : subject;
    X509_set_issuer_name(certificate.get(), issuer);
    return certificate;
}

Signer make_authority() {
    Signer authority{.key = make_key()};
    const auto certificate = make_certificate("An authority for tests", authority.key, {});
    add_extension(certificate.get(), NID_basic_constraints, "critical,CA:TRUE");
    X509_sign(certificate.get(), authority.key.get(), EVP_sha256());
    authority.certificate = certificate;
    return authority;
}

void save(const Certificate& certificate, const std::filesystem::path& path) {
    const std::shared_ptr<std::FILE> file{std::fopen(path.c_str(), "w"), std::fclose};
    if (!file || PEM_write_X509(file.get(), certificate.get()) != 1)
        throw std::runtime_error{"cannot write " + path.string()};
}

}  // namespace

TestCertificate::TestCertificate(const std::string& names, const std::filesystem::path& ca_file)
    : context_{SSL_CTX_new(TLS_server_method()), [](void* context) { SSL_CTX_free(static_cast<SSL_CTX*>(context)); }} {
    const auto authority = make_authority();
    save(authority.certificate, ca_file);
    const auto key = make_key();
    const auto certificate = make_certificate("A server for tests", key, authority);
    add_extension(certificate.get(), NID_subject_alt_name, names);
    X509_sign(certificate.get(), authority.key.get(), EVP_sha256());
    auto* const context = static_cast<SSL_CTX*>(context_.get());
    SSL_CTX_use_certificate(context, certificate.get());
    SSL_CTX_use_PrivateKey(context, key.get());
}

std::shared_ptr<void> TestCertificate::accept(int socket) const {
    const std::shared_ptr<SSL> tls{SSL_new(static_cast<SSL_CTX*>(context_.get())), SSL_free};
    SSL_set_fd(tls.get(), socket);
    return SSL_accept(tls.get()) == 1 ? tls : nullptr;
}

}  // namespace service_kit
