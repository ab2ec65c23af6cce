#!/usr/bin/env python3
"""Makes digests.json with the libraries that the digests of users come from.

Every salt is fixed, so that a second run writes the same file. On Debian 12:

    apt-get install python3-django python3-passlib python3-bcrypt python3-argon2 python3-markupsafe \
        php-cli php-symfony-password-hasher
    npm install firebase-scrypt
    NODE_PATH=node_modules PYTHONPATH=<Werkzeug 2.3 or newer> /usr/bin/python3 make_digests.py

"digests" are accepted by their hasher. "refused" are digests that users try with the hasher. If "fits" is not empty, the
digest has the form of that hasher.
"""

import base64
import hashlib
import hmac
import json
import pathlib
import subprocess

import argon2
import bcrypt
from django.conf import settings
from passlib import hash as passlib
from werkzeug.security import _hash_internal as werkzeug

settings.configure()
from django.contrib.auth import hashers as django  # noqa: E402  needs the settings

PASSWORDS = ["correct horse battery", "Grüße, 世界 🐎"]
BCRYPT_SALT = "abcdefghijklmnopqrstuu"
DJANGO_SALT = "seasalt2seasalt2seasal"


def b64(data):
    return base64.b64encode(data).decode()


def bcrypt_of(password, version="2b"):
    salt = f"${version}$04${BCRYPT_SALT}".replace("$2y$", "$2b$")
    return bcrypt.hashpw(password, salt.encode()).decode().replace("$2b$", f"${version}$", 1)


def argon2_of(password, kind):
    hasher = argon2.low_level
    kinds = {"argon2i": hasher.Type.I, "argon2id": hasher.Type.ID, "argon2d": hasher.Type.D}
    return hasher.hash_secret(password.encode(), b"somesaltsomesalt", 2, 256, 1, 32, kinds[kind]).decode()


def pbkdf2(name, password, salt, length=None):
    return hashlib.pbkdf2_hmac(name, password.encode(), salt, 1000, length)


def symfony(password):
    code = """require '/usr/share/php/Symfony/Component/PasswordHasher/autoload.php';
        echo (new Symfony\\Component\\PasswordHasher\\Hasher\\MessageDigestPasswordHasher('sha512', true, 50))
            ->hash($argv[1], 'seasalt');"""
    return subprocess.run(["php", "-r", code, password], capture_output=True, check=True, text=True).stdout


FIREBASE_SIGNER = b64(bytes(range(64)))
FIREBASE_SEPARATOR = b64(b"\x07")
FIREBASE_SALT = b64(b"saltsalt1234")


def firebase(password):
    code = """const {FirebaseScrypt} = require('firebase-scrypt');
        const [password, salt, signerKey, saltSeparator] = process.argv.slice(1);
        new FirebaseScrypt({memCost: 4, rounds: 8, signerKey, saltSeparator}).hash(password, salt)
            .then(hash => process.stdout.write(hash));"""
    arguments = [password, FIREBASE_SALT, FIREBASE_SIGNER, FIREBASE_SEPARATOR]
    made = subprocess.run(["node", "-e", code, *arguments], capture_output=True, check=True, text=True).stdout
    return f"{made}${FIREBASE_SALT}${FIREBASE_SIGNER}${FIREBASE_SEPARATOR}$8$4"


def werkzeug_of(method, password):
    # generate_password_hash takes no salt.
    digest, parameters = werkzeug(method, "seasalt2seasalt2", password)
    return f"{parameters}$seasalt2seasalt2${digest}"


def digests(password):
    raw = password.encode()
    hex_sha512 = pbkdf2("sha512", password, b"sea-salt").hex()
    made = {
        ("argon2i", "argon2-cffi"): [argon2_of(password, "argon2i")],
        ("argon2id", "argon2-cffi"): [argon2_of(password, "argon2id")],
        ("bcrypt", "bcrypt"): [bcrypt_of(raw, version) for version in ("2a", "2b", "2y")],
        ("bcrypt_peppered", "bcrypt, as Devise"): [bcrypt_of(raw + b"pepper/$1", "2a") + "$pepper/$1"],
        ("bcrypt_sha256_django", "Django"): [
            django.BCryptSHA256PasswordHasher().encode(password, f"$2b$04${BCRYPT_SALT}".encode())
        ],
        ("hmac_sha256_utf16_b64", "hmac"): [
            "hmac_sha256_utf16_b64$%s$%s"
            % (b64(hmac.digest(b"sea-salt-sea-salt", password.encode("utf-16-le"), "sha256")), b64(b"sea-salt-sea-salt"))
        ],
        ("ldap_ssha", "passlib"): [passlib.ldap_salted_sha1.using(salt=b"seasalt8").hash(password)],
        ("md5", "hashlib"): [hashlib.md5(raw).hexdigest(), hashlib.md5(raw).hexdigest().upper()],
        ("md5_phpass", "passlib"): [passlib.phpass.using(salt="seasalt8", rounds=7).hash(hashlib.md5(raw).hexdigest())],
        ("md5_salted", "Django"): [django.MD5PasswordHasher().encode(password, "seasalt").removeprefix("md5$")],
        ("pbkdf2_sha1", "hashlib"): [
            "pbkdf2_sha1$1000$sea-salt$" + pbkdf2("sha1", password, b"sea-salt", 32).hex(),
            "pbkdf2_sha1$1000$%s$%s" % (b"sea-salt".hex(), pbkdf2("sha1", password, b"sea-salt", 32).hex()),
            "pbkdf2_sha1$1000$%s$%s$20" % (b"sea-salt".hex(), pbkdf2("sha1", password, b"sea-salt").hex()),
        ],
        ("pbkdf2_sha256", "hashlib"): [
            "pbkdf2_sha256$1000$%s$%s" % (b64(b"sea-salt"), b64(pbkdf2("sha256", password, b"sea-salt")))
        ],
        ("pbkdf2_sha256_django", "Django"): [
            django.PBKDF2PasswordHasher().encode(password, DJANGO_SALT, 1000),
            django.PBKDF2PasswordHasher().encode(password, "salt0f12char", 1000),
        ],
        ("pbkdf2_sha512", "hashlib"): ["pbkdf2_sha512$1000$sea-salt$" + hex_sha512],
        ("pbkdf2_sha512_hex", "hashlib"): [f"pbkdf2_sha512_hex$1000${b'sea-salt'.hex()}${hex_sha512}"],
        ("phpass", "passlib"): [passlib.phpass.using(salt="seasalt8", rounds=7).hash(password)],
        ("scrypt_firebase", "firebase-scrypt"): [firebase(password)],
        ("scrypt_werkzeug", "Werkzeug"): [
            werkzeug_of("scrypt:256:8:1", password),
            "$" + werkzeug_of("scrypt:256:8:1", password),
            "scrypt:256:8:1$seasalt$" + b64(hashlib.scrypt(raw, salt=b"seasalt", n=256, r=8, p=1)),
        ],
        ("sha256", "hashlib"): [hashlib.sha256(raw).hexdigest()],
        ("sha256_salted", "hashlib"): ["seasalt$" + hashlib.sha256(b"seasalt" + raw).hexdigest()],
        ("sha512_symfony", "Symfony"): ["sha512_symfony$50$seasalt$" + symfony(password)],
    }
    for (hasher, library), all_of_it in made.items():
        for digest in all_of_it:
            yield {"hasher": hasher, "made_with": library, "password": password, "digest": digest}


def refused(password):
    raw = password.encode()
    plain = bcrypt_of(raw)
    django_pbkdf2 = django.PBKDF2PasswordHasher().encode(password, DJANGO_SALT, 1000)
    django_sha1 = django.PBKDF2SHA1PasswordHasher().encode(password, DJANGO_SALT, 1000)
    hex_sha512 = pbkdf2("sha512", password, b"sea-salt").hex()
    base64_sha512 = b64(pbkdf2("sha512", password, b"sea-salt"))
    hex_sha256 = hashlib.sha256(b"seasalt" + raw).hexdigest()
    wordpress = base64.b64encode(hmac.digest(b"wp-sha384", raw, "sha384"))
    argon2id = argon2_of(password, "argon2id")
    phpbb = passlib.phpass.using(salt="seasalt8", rounds=7, ident="H").hash(password)
    return [
        ("bcrypt", "WordPress 6.8", "$wp" + bcrypt_of(wordpress, "2y"), ""),
        ("bcrypt", "Django", django.BCryptPasswordHasher().encode(password, f"$2b$04${BCRYPT_SALT}".encode()), "bcrypt"),
        ("bcrypt", "Django", django.BCryptSHA256PasswordHasher().encode(password, f"$2b$04${BCRYPT_SALT}".encode()),
         "bcrypt_sha256_django"),
        ("bcrypt", "Spring Security", "{bcrypt}" + plain, "bcrypt"),
        ("bcrypt", "an OpenLDAP export", "{CRYPT}" + plain, "bcrypt"),
        ("bcrypt", "a column that is too short", plain[:-10], ""),
        ("bcrypt", "another column", hashlib.md5(raw).hexdigest(), "md5"),
        ("bcrypt", "another column", argon2id, "argon2id"),
        ("bcrypt_peppered", "a digest without its pepper", plain, "bcrypt"),
        ("bcrypt_sha256_django", "another column", plain, "bcrypt"),
        ("argon2id", "Django", django.Argon2PasswordHasher().encode(password, "seasalt2seasalt2"), "argon2id"),
        ("argon2id", "argon2-cffi", argon2id.replace("p=1$", "p=1,keyid=c2Vh$"), ""),
        ("argon2id", "argon2-cffi", argon2id.replace("$v=19$", "$"), ""),
        ("argon2id", "argon2-cffi", argon2id.replace("$v=19$", "$v=16$"), ""),
        ("argon2id", "argon2-cffi", argon2id + "=", ""),
        ("argon2id", "argon2-cffi", argon2_of(password, "argon2i"), "argon2i"),
        ("argon2id", "argon2-cffi", argon2_of(password, "argon2d"), ""),
        ("ldap_ssha", "an export without the scheme",
         passlib.ldap_salted_sha1.using(salt=b"seasalt8").hash(password).removeprefix("{SSHA}"), "ldap_ssha"),
        ("ldap_ssha", "passlib", passlib.ldap_sha1.hash(password), ""),
        ("ldap_ssha", "passlib", passlib.ldap_salted_sha512.using(salt=b"seasalt8").hash(password), ""),
        ("md5", "Django", "md5$$" + hashlib.md5(raw).hexdigest(), "md5"),
        ("md5", "hashlib", hashlib.sha1(raw).hexdigest(), ""),
        ("md5_salted", "Django", django.MD5PasswordHasher().encode(password, "seasalt"), "md5_salted"),
        ("md5_salted", "hash before salt", hashlib.md5(b"seasalt" + raw).hexdigest() + "$seasalt", "md5_salted"),
        ("pbkdf2_sha1", "Django", django_sha1, "pbkdf2_sha1"),
        ("pbkdf2_sha1", "a hash of 20 bytes without its length",
         "pbkdf2_sha1$1000$sea-salt$" + pbkdf2("sha1", password, b"sea-salt").hex(), "pbkdf2_sha1"),
        ("pbkdf2_sha1", "another length than that of the hash",
         "pbkdf2_sha1$1000$%s$%s$32" % (b"sea-salt".hex(), pbkdf2("sha1", password, b"sea-salt").hex()), "pbkdf2_sha1"),
        ("pbkdf2_sha256", "Django", django_pbkdf2, "pbkdf2_sha256_django"),
        ("pbkdf2_sha256", "Werkzeug", werkzeug_of("pbkdf2:sha256:1000", password), "pbkdf2_sha256_django"),
        ("pbkdf2_sha256", "passlib", passlib.pbkdf2_sha256.using(salt=b"sea-salt", rounds=1000).hash(password),
         "pbkdf2_sha256"),
        ("pbkdf2_sha256", "a hexadecimal hash",
         "pbkdf2_sha256$1000$sea-salt$" + pbkdf2("sha256", password, b"sea-salt").hex(), "pbkdf2_sha256_django"),
        ("pbkdf2_sha256_django", "a hexadecimal hash",
         f"pbkdf2_sha256$1000${DJANGO_SALT}${pbkdf2('sha256', password, DJANGO_SALT.encode()).hex()}",
         "pbkdf2_sha256_django"),
        ("pbkdf2_sha512", "a hash in base64", f"pbkdf2_sha512$1000$sea-salt${base64_sha512}", "pbkdf2_sha512"),
        ("pbkdf2_sha512", "salt and hash in base64", f"pbkdf2_sha512$1000${b64(b'sea-salt')}${base64_sha512}",
         "pbkdf2_sha512"),
        ("pbkdf2_sha512", "Werkzeug", werkzeug_of("pbkdf2:sha512:1000", password), "pbkdf2_sha512"),
        ("pbkdf2_sha512", "passlib", passlib.pbkdf2_sha512.using(salt=b"sea-salt", rounds=1000).hash(password),
         "pbkdf2_sha512_hex"),
        ("pbkdf2_sha512", "the prefix of the other hasher", f"pbkdf2_sha512_hex$1000${b'sea-salt'.hex()}${hex_sha512}",
         "pbkdf2_sha512_hex"),
        ("pbkdf2_sha512_hex", "the prefix of the other hasher", f"pbkdf2_sha512$1000${b'sea-salt'.hex()}${hex_sha512}",
         "pbkdf2_sha512_hex"),
        ("pbkdf2_sha512_hex", "a salt that is text", f"pbkdf2_sha512_hex$1000$sea-salt${hex_sha512}", "pbkdf2_sha512"),
        ("phpass", "phpBB", phpbb, "phpass"),
        ("phpass", "WordPress 6.8", "$wp" + bcrypt_of(wordpress, "2y"), ""),
        ("scrypt_firebase", "hash and salt only", "$".join(firebase(password).split("$")[:2]), "scrypt_firebase"),
        ("scrypt_firebase", "base64 for URLs, from the Admin SDK",
         firebase(password).replace(FIREBASE_SIGNER, FIREBASE_SIGNER.replace("+", "-").replace("/", "_")),
         "scrypt_firebase"),
        ("scrypt_werkzeug", "Django",
         "scrypt$256$seasalt$8$1$" + b64(hashlib.scrypt(raw, salt=b"seasalt", n=256, r=8, p=1)), "scrypt_werkzeug"),
        ("scrypt_werkzeug", "passlib", passlib.scrypt.using(salt=b"seasalt8", rounds=4).hash(password), ""),
        ("sha256", "another column", hashlib.sha512(raw).hexdigest(), ""),
        ("sha256", "salt and hash", "seasalt$" + hex_sha256, "sha256_salted"),
        ("sha256_salted", "hash before salt", hex_sha256 + "$seasalt", "sha256_salted"),
        ("sha512_symfony", "an export without the parameters", symfony(password), "sha512_symfony"),
        ("bcrypt", "crypt(3)", passlib.sha512_crypt.using(salt="seasalt8", rounds=5000).hash(password), ""),
        ("md5", "crypt(3)", passlib.md5_crypt.using(salt="seasalt8").hash(password), ""),
    ]


made = [digest for password in PASSWORDS for digest in digests(password)]
tried = [
    {"hasher": hasher, "made_with": source, "digest": digest, "fits": fits}
    for hasher, source, digest, fits in refused(PASSWORDS[0])
]
pathlib.Path(__file__).with_name("digests.json").write_text(
    json.dumps({"digests": made, "refused": tried}, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
)
