#include "identity/identitytoken.h"
#include "support/testmain.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>
#include <cjose/cjose.h>
#include <memory>

namespace {

struct KeyRelease
{
    void operator()(cjose_jwk_t *key) const { cjose_jwk_release(key); }
};
using Key = std::unique_ptr<cjose_jwk_t, KeyRelease>;

Key namedKey(cjose_jwk_t *made, const char *id)
{
    cjose_err problem{};
    Key key(made);
    return key && cjose_jwk_set_kid(key.get(), id, strlen(id), &problem) ? std::move(key) : nullptr;
}

Key rsaKey(const char *id)
{
    cjose_err problem{};
    return namedKey(cjose_jwk_create_RSA_random(2048, nullptr, 0, &problem), id);
}

Key curveKey(const char *id)
{
    cjose_err problem{};
    return namedKey(cjose_jwk_create_EC_random(CJOSE_JWK_EC_P_256, &problem), id);
}

QJsonObject publicPart(const Key &key)
{
    cjose_err problem{};
    std::unique_ptr<char, decltype(&free)> text(cjose_jwk_to_json(key.get(), false, &problem), &free);
    return QJsonDocument::fromJson(QByteArray(text.get())).object();
}

QByteArray keySet(std::initializer_list<const Key *> keys)
{
    QJsonArray all;
    for (const Key *key : keys)
        all.append(publicPart(*key));
    return QJsonDocument(QJsonObject{{QStringLiteral("keys"), all}}).toJson();
}

QByteArray part(const QJsonObject &object)
{
    return QJsonDocument(object)
        .toJson(QJsonDocument::Compact)
        .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

QJsonObject someClaims()
{
    return {{QStringLiteral("iss"), QStringLiteral("https://ci.example")},
        {QStringLiteral("sub"), QStringLiteral("job/train")}, {QStringLiteral("aud"), QStringLiteral("cohort")},
        {QStringLiteral("exp"), 2'000'000'000}, {QStringLiteral("iat"), 1'900'000'000}};
}

QByteArray signedToken(const Key &key, const char *algorithm, const QJsonObject &claims = someClaims())
{
    cjose_err problem{};
    cjose_header_t *header = cjose_header_new(&problem);
    cjose_header_set(header, "alg", algorithm, &problem);
    if (const char *id = cjose_jwk_get_kid(key.get(), &problem))
        cjose_header_set(header, "kid", id, &problem);
    const QByteArray text = QJsonDocument(claims).toJson(QJsonDocument::Compact);
    cjose_jws_t *signature = cjose_jws_sign(key.get(), header, reinterpret_cast<const uint8_t *>(text.constData()),
        static_cast<size_t>(text.size()), &problem);
    const char *compact = nullptr;
    cjose_jws_export(signature, &compact, &problem);
    QByteArray token(compact);
    cjose_jws_release(signature);
    cjose_header_release(header);
    return token;
}

} // namespace

/// Identity tokens: who signed them, and what they say.
class TestIdentityTokens : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        m_rsa = rsaKey("one");
        m_other = rsaKey("two");
        m_curve = curveKey("three");
        QVERIFY(m_rsa && m_other && m_curve);
        m_reader = identity::reader();
    }

    void goodSignaturesAreTaken_data()
    {
        QTest::addColumn<bool>("isCurve");
        QTest::addColumn<QByteArray>("algorithm");
        for (const char *name : {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512"})
            QTest::newRow(name) << false << QByteArray(name);
        QTest::newRow("ES256") << true << QByteArray("ES256");
    }
    void goodSignaturesAreTaken()
    {
        QFETCH(bool, isCurve);
        QFETCH(QByteArray, algorithm);
        const QByteArray token = signedToken(isCurve ? m_curve : m_rsa, algorithm.constData());
        const auto claims = m_reader.verify(token, keySet({&m_other, &m_rsa, &m_curve}));
        QVERIFY2(claims.ok(), claims.ok() ? "" : qPrintable(claims.error().detail));
        QCOMPARE(claims->issuer, QStringLiteral("https://ci.example"));
        QCOMPARE(claims->subject, QStringLiteral("job/train"));
        QCOMPARE(claims->audience, QStringList{QStringLiteral("cohort")});
        QCOMPARE(claims->expiresAt, 2'000'000'000);
    }

    void whatIsNotSignedByTheProviderIsRefused()
    {
        const QByteArray keys = keySet({&m_rsa});
        const QByteArray good = signedToken(m_rsa, "RS256");
        QVERIFY(m_reader.verify(good, keys).ok());
        QJsonObject more = someClaims();
        more.insert(QStringLiteral("sub"), QStringLiteral("job/deploy"));
        const QList<QByteArray> parts = good.split('.');
        const QByteArray forged[] = {
            parts[0] + '.' + part(more) + '.' + parts[2], // another subject under the same signature
            signedToken(m_other, "RS256"), // another key under another name
            parts[0] + '.' + parts[1] + '.', // no signature
            part({{QStringLiteral("alg"), QStringLiteral("none")}}) + '.' + parts[1] + '.',
            // The public key taken for a common secret.
            part({{QStringLiteral("alg"), QStringLiteral("HS256")}}) + '.' + parts[1] + '.' + parts[2],
            parts[0] + '.' + parts[1],
            {},
            "...",
            QByteArray(20'000, 'a') + ".b.c",
        };
        for (const QByteArray &token : forged) {
            const auto claims = m_reader.verify(token, keys);
            QVERIFY2(!claims.ok(), token.left(80).constData());
            QCOMPARE(claims.error().kind, base::Error::Kind::Unauthorized);
        }
    }

    void aCommonSecretIsNoKey()
    {
        const QJsonObject secret{{QStringLiteral("kty"), QStringLiteral("oct")},
            {QStringLiteral("k"), QStringLiteral("c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0")}};
        const QByteArray keys = QJsonDocument(QJsonObject{{QStringLiteral("keys"), QJsonArray{secret}}}).toJson();
        QVERIFY(!identity::checkKeys(keys).ok());
        QVERIFY(!identity::checkKeys("{}").ok());
        QVERIFY(!identity::checkKeys("no JSON").ok());
        QVERIFY(identity::checkKeys(keySet({&m_curve})).ok());
    }

    void claimsAreChecked_data()
    {
        QTest::addColumn<server::IdentityClaims>("claims");
        QTest::addColumn<QString>("why"); // empty: good
        const qint64 now = moment;
        const server::IdentityClaims good{QStringLiteral("i"), QStringLiteral("s"),
            {QStringLiteral("x"), QStringLiteral("cohort")}, now - 5, 0, now + 300};
        const auto row = [&](const char *name, const std::function<void(server::IdentityClaims &)> &change,
                             const char *why) {
            server::IdentityClaims changed = good;
            change(changed);
            QTest::newRow(name) << changed << QString::fromLatin1(why);
        };
        row(
            "good", [](auto &) {}, "");
        row(
            "clocks differ", [&](auto &c) { c.expiresAt = now - 30; }, "");
        row(
            "expired", [&](auto &c) { c.expiresAt = now - 61; }, "expired");
        row(
            "never expires", [](auto &c) { c.expiresAt = 0; }, "never expires");
        row(
            "for weeks", [&](auto &c) { c.expiresAt = now + 20 * 86400; }, "longer than a day");
        row(
            "from the future", [&](auto &c) { c.issuedAt = now + 120; }, "not valid yet");
        row(
            "not before", [&](auto &c) { c.notBefore = now + 120; }, "not valid yet");
        row(
            "for others", [](auto &c) { c.audience = {QStringLiteral("other")}; }, "audience");
        row(
            "for nobody", [](auto &c) { c.audience.clear(); }, "audience");
        row(
            "about nobody", [](auto &c) { c.subject.clear(); }, "subject");
    }
    void claimsAreChecked()
    {
        QFETCH(server::IdentityClaims, claims);
        QFETCH(QString, why);
        const base::Status checked = server::checkClaims(claims, QStringLiteral("cohort"), moment);
        QCOMPARE(checked.ok(), why.isEmpty());
        if (!checked)
            QVERIFY2(checked.error().detail.contains(why), qPrintable(checked.error().detail));
    }

private:
    static constexpr qint64 moment = 1'900'000'000;

    Key m_rsa;
    Key m_other;
    Key m_curve;
    server::IdentityReader m_reader;
};

COHORT_TEST(TestIdentityTokens)
#include "testidentitytokens.moc"
