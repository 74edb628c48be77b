//! The time and chance: what the domain takes as values.

use web_sys::window;

/// Now, in milliseconds since 1970.
#[must_use]
pub fn now() -> u64 {
    js_sys::Date::now() as u64
}

/// The day of a moment as `2026-11-22`: sorts, and every file system takes it.
#[must_use]
pub fn iso_day(when: u64) -> String {
    let date = js_sys::Date::new(&wasm_bindgen::JsValue::from_f64(when as f64));
    String::from(date.to_iso_string()).chars().take(10).collect()
}

/// Today as `2026-11-22`, as the person's own clock has it.
#[must_use]
pub fn today() -> String {
    let date = js_sys::Date::new_0();
    format!("{:04}-{:02}-{:02}", date.get_full_year(), date.get_month() + 1, date.get_date())
}

/// Noon of a day such as `2026-11-22` by the person's own clock: a moment that is on that day wherever the
/// person is. `None` for what is no day.
#[must_use]
pub fn noon_of(day: &str) -> Option<u64> {
    let noon = js_sys::Date::new(&[day, "T12:00:00"].concat().into()).get_time();
    (noon >= 0.0).then_some(noon as u64)
}

/// 64 random bits.
#[must_use]
pub fn random_bits() -> u64 {
    let mut bytes = [0u8; 8];
    let drawn = window()
        .and_then(|window| window.crypto().ok())
        .is_some_and(|crypto| crypto.get_random_values_with_u8_array(&mut bytes).is_ok());
    if drawn {
        return u64::from_le_bytes(bytes);
    }
    // Without crypto (very old browsers) time and Math.random are enough to tell responses apart.
    let half = || (js_sys::Math::random() * f64::from(u32::MAX)) as u64;
    (half() << 32 | half()) ^ now()
}
