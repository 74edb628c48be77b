//! Sealing: what a participant hands in is encrypted on their device for the facilitator's device alone, with
//! the browser's own WebCrypto.
//!
//! # The construction
//! An integrated encryption scheme (ECIES in the sense of SEC 1, and ISO/IEC 18033-2) of these parts:
//!
//! | part | here |
//! |---|---|
//! | key agreement | ephemeral-static ECDH on P-256: a fresh pair for every packet, the workshop's pair |
//! | key derivation | HKDF with SHA-256 (RFC 5869); salt: the two public keys, the ephemeral one first; info: [`INFO`] |
//! | encryption | AES-256-GCM (NIST SP 800-38D) with a tag of 128 bits; additional data: the packet's header |
//!
//! A public key is `x` and `y`, 32 bytes each, without the leading 4 of SEC 1. The nonce is zero: the key comes
//! from a pair that is drawn for one packet and forgotten, so that it encrypts once. The browser refuses a
//! public key that is no point of the curve. The parts are the browser's; only their joining is ours.
//! `tests/fixtures/sealing/make_packet.py` does the same with another library, and `tests/web.rs` opens its
//! packet.
//!
//! # What it protects, and what not
//! Whoever carries a packet, sees its code or stores it learns its header and its length, and can't change
//! either unseen. It does not say who sealed: anybody with the join code can, as anybody can put a sheet of
//! paper into a box. It does not protect from the site's own code, which runs on every device; nor from whoever
//! has the facilitator's device or backup, for there is the private key. Without that key nothing is ever
//! opened again, by nobody. There is no forward secrecy: a key that gets out opens all packets of its workshop.
//!
//! All functions but [`is_possible`] give `None` where the browser has no WebCrypto, which it keeps from pages that are
//! not secure (anything but `https` and this very computer).

use js_sys::{Array, JSON, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Crypto, CryptoKey, SubtleCrypto};

/// The info of the key derivation: other uses of the same keys get other encryption keys.
const INFO: &[u8] = b"roundtable sealed hand-in 1";
/// The longest private key as text, in bytes: three numbers of 32 bytes with their names are 250.
const MOST_KEY: usize = 1_000;
/// The bytes of the tag, which every sealed text has at its end.
const TAG: usize = 16;

/// A public key: x and y on the curve P-256, big-endian.
pub type PublicKey = [u8; 64];

/// What was sealed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SealedText {
    /// The public key that was drawn for this packet.
    pub ephemeral: PublicKey,
    /// The encrypted bytes, and the tag of 16 bytes.
    pub cipher: Vec<u8>,
}

/// New keys for a workshop: the public one for the join code, and the private one as the text of a JSON Web
/// Key, for the facilitator's storage and nowhere else.
pub async fn new_keys() -> Option<(PublicKey, String)> {
    let crypto = subtle()?;
    let pair = new_pair(&crypto, true).await?;
    let jwk = done(crypto.export_key("jwk", &pair.private)).await?;
    let text = JSON::stringify(&jwk).ok()?.as_string()?;
    Some((public_bytes(&crypto, &pair.public).await?, text))
}

/// The public key that belongs to a private one as it is kept.
pub async fn public_of(private_jwk: &str) -> Option<PublicKey> {
    if private_jwk.len() > MOST_KEY {
        return None;
    }
    Some(own_keys(&subtle()?, private_jwk).await?.1)
}

/// Seals a text for the owner of the public key. The header stays readable, and opens only unchanged.
pub async fn seal(public: &PublicKey, header: &[u8], plain: &[u8]) -> Option<SealedText> {
    let crypto = subtle()?;
    let to = public_key(&crypto, public).await?;
    let drawn = new_pair(&crypto, false).await?;
    let ephemeral = public_bytes(&crypto, &drawn.public).await?;
    let key = shared_key(&crypto, &drawn.private, &to, &ephemeral, public, "encrypt").await?;
    let cipher = done(crypto.encrypt_with_object_and_u8_array(&gcm(header)?, &key, plain)).await?;
    Some(SealedText { ephemeral, cipher: Uint8Array::new(&cipher).to_vec() })
}

/// Opens what was sealed. `None` also when the key is another, or when anything was changed on the way.
pub async fn open(private_jwk: &str, header: &[u8], sealed: &SealedText) -> Option<Vec<u8>> {
    if private_jwk.len() > MOST_KEY || sealed.cipher.len() < TAG {
        return None;
    }
    let crypto = subtle()?;
    let (private, public) = own_keys(&crypto, private_jwk).await?;
    let from = public_key(&crypto, &sealed.ephemeral).await?;
    let key = shared_key(&crypto, &private, &from, &sealed.ephemeral, &public, "decrypt").await?;
    let plain = done(crypto.decrypt_with_object_and_u8_array(&gcm(header)?, &key, &sealed.cipher)).await?;
    Some(Uint8Array::new(&plain).to_vec())
}

/// Whether this page can seal and open.
#[must_use]
pub fn is_possible() -> bool {
    subtle().is_some()
}

/// The key that both sides come to.
async fn shared_key(
    crypto: &SubtleCrypto,
    private: &CryptoKey,
    other: &CryptoKey,
    ephemeral: &PublicKey,
    public: &PublicKey,
    use_for: &str,
) -> Option<CryptoKey> {
    let agreement = object(&[("name", "ECDH".into()), ("public", other.into())])?;
    let secret = done(crypto.derive_bits_with_object(&agreement, private, 256)).await?;
    let derivation = object(&[("name", "HKDF".into())])?;
    let secret = import(crypto, "raw", &secret.into(), &derivation, false, &["deriveKey"]).await?;
    let salt = [*ephemeral, *public].concat();
    set(&derivation, "hash", &"SHA-256".into())?;
    set(&derivation, "salt", &Uint8Array::from(salt.as_slice()))?;
    set(&derivation, "info", &Uint8Array::from(INFO))?;
    let cipher = object(&[("name", "AES-GCM".into()), ("length", 256.into())])?;
    let key = crypto.derive_key_with_object_and_object(&derivation, &secret, &cipher, false, &uses(&[use_for]));
    done(key).await?.dyn_into().ok()
}

struct Pair {
    private: CryptoKey,
    public: CryptoKey,
}

async fn new_pair(crypto: &SubtleCrypto, kept: bool) -> Option<Pair> {
    let drawn = done(crypto.generate_key_with_object(&curve()?, kept, &uses(&["deriveBits"]))).await?;
    let half = |name: &str| Reflect::get(&drawn, &name.into()).ok()?.dyn_into().ok();
    Some(Pair { private: half("privateKey")?, public: half("publicKey")? })
}

/// A private key as it is kept, and the public one that belongs to it.
async fn own_keys(crypto: &SubtleCrypto, jwk: &str) -> Option<(CryptoKey, PublicKey)> {
    let jwk: Object = JSON::parse(jwk).ok()?.dyn_into().ok()?;
    let field = |name: &str| Some((Reflect::get(&jwk, &name.into()).ok()?, name.to_owned()));
    let public = Object::new();
    for (value, name) in [field("kty")?, field("crv")?, field("x")?, field("y")?] {
        set(&public, &name, &value)?;
    }
    let public = import(crypto, "jwk", &public, &curve()?, true, &[]).await?;
    let private = import(crypto, "jwk", &jwk, &curve()?, false, &["deriveBits"]).await?;
    Some((private, public_bytes(crypto, &public).await?))
}

async fn public_key(crypto: &SubtleCrypto, bytes: &PublicKey) -> Option<CryptoKey> {
    let mut raw = vec![4];
    raw.extend_from_slice(bytes);
    import(crypto, "raw", &Uint8Array::from(raw.as_slice()), &curve()?, true, &[]).await
}

async fn public_bytes(crypto: &SubtleCrypto, key: &CryptoKey) -> Option<PublicKey> {
    let raw = Uint8Array::new(&done(crypto.export_key("raw", key)).await?).to_vec();
    raw.strip_prefix(&[4])?.try_into().ok()
}

async fn import(
    crypto: &SubtleCrypto,
    format: &str,
    data: &Object,
    algorithm: &Object,
    extractable: bool,
    for_uses: &[&str],
) -> Option<CryptoKey> {
    let key = crypto.import_key_with_object(format, data, algorithm, extractable, &uses(for_uses));
    done(key).await?.dyn_into().ok()
}

fn curve() -> Option<Object> {
    object(&[("name", "ECDH".into()), ("namedCurve", "P-256".into())])
}

/// See the module for the nonce.
fn gcm(header: &[u8]) -> Option<Object> {
    let nonce = Uint8Array::new_with_length(12);
    let header = Uint8Array::from(header);
    object(&[("name", "AES-GCM".into()), ("iv", nonce.into()), ("additionalData", header.into())])
}

fn object(fields: &[(&str, JsValue)]) -> Option<Object> {
    let object = Object::new();
    for (name, value) in fields {
        set(&object, name, value)?;
    }
    Some(object)
}

fn set(object: &Object, name: &str, value: &JsValue) -> Option<()> {
    Reflect::set(object, &name.into(), value).ok().map(|_| ())
}

fn uses(names: &[&str]) -> Array {
    names.iter().map(|name| JsValue::from_str(name)).collect()
}

async fn done(asked: Result<Promise, JsValue>) -> Option<JsValue> {
    JsFuture::from(asked.ok()?).await.ok()
}

/// The browser's own cryptography, in a page and in a worker.
fn subtle() -> Option<SubtleCrypto> {
    let crypto = Reflect::get(&js_sys::global(), &"crypto".into()).ok().filter(JsValue::is_object)?;
    let crypto: Crypto = crypto.unchecked_into();
    let subtle = Reflect::get(&crypto, &"subtle".into()).ok().filter(JsValue::is_object)?;
    Some(subtle.unchecked_into())
}
