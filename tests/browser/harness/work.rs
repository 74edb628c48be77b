//! How hard the page works: what its scripts took, and how long it could not answer a press.

use serde_json::{Value, json};
use xtask::drivers::Engine;

use super::session::Person;

impl Person<'_> {
    /// Milliseconds that scripts have run for in this window since it was first asked for; `None` where the driver
    /// can't tell.
    #[track_caller]
    pub fn script_time(&self) -> Option<f64> {
        if self.engine() != Engine::Chromium {
            return None;
        }
        self.devtools("Performance.enable", &json!({}));
        let figures = self.devtools("Performance.getMetrics", &json!({}));
        let figures = figures["metrics"].as_array().into_iter().flatten();
        let script = figures.filter(|figure| figure["name"] == "ScriptDuration").find_map(|one| one["value"].as_f64());
        script.map(|seconds| seconds * 1_000.0)
    }

    /// Begins to note what keeps the page from answering for more than 50 ms, from its first drawing on.
    #[track_caller]
    pub fn note_long_tasks(&self) {
        self.script(
            "window.longTasks = []; \
             const drawn = performance.getEntriesByName('first-contentful-paint')[0]; \
             const from = drawn ? drawn.startTime : 0; \
             try { \
               new PerformanceObserver((list) => longTasks.push(...list.getEntries() \
                 .filter((one) => one.startTime >= from) \
                 .map((one) => [Math.round(one.startTime), Math.round(one.duration)]))) \
                 .observe({ type: 'longtask', buffered: true }); \
             } catch (unknown) {}",
            &[],
        );
    }

    /// What was noted: when each began and how long it took, in milliseconds.
    #[track_caller]
    pub fn long_tasks(&self) -> Value {
        self.script("return longTasks", &[])
    }
}
