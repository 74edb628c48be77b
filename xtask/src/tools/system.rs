//! Browsers, their drivers and fonts: packages of the operating system, so they
//! are installed only where that is ours to do (as root, with apt-get, as in a
//! container); elsewhere the commands say what to install.

use std::process::Command;

use crate::drivers::Engine;
use crate::failure::{Failure, Result};
use crate::run::{self, find_program};

/// How to see that a package is there.
#[derive(Clone, Copy, Debug)]
enum Probe {
    /// By one of these programs on PATH.
    Program(&'static [&'static str]),
    /// By asking the package system; fonts have no program.
    Package,
}

#[derive(Clone, Copy, Debug)]
struct Package {
    name: &'static str,
    probe: Probe,
    /// For this engine only, or for every one.
    engine: Option<Engine>,
}

const PACKAGES: &[Package] = &[
    Package { name: "chromium", probe: Probe::Program(&["chromium", "google-chrome"]), engine: Some(Engine::Chromium) },
    Package { name: "chromium-driver", probe: Probe::Program(&["chromedriver"]), engine: Some(Engine::Chromium) },
    Package { name: "firefox-esr", probe: Probe::Program(&["firefox-esr", "firefox"]), engine: Some(Engine::Firefox) },
    Package { name: "webkit2gtk-driver", probe: Probe::Program(&["WebKitWebDriver"]), engine: Some(Engine::Webkit) },
    Package { name: "xvfb", probe: Probe::Program(&["Xvfb"]), engine: Some(Engine::Webkit) },
    Package { name: "xauth", probe: Probe::Program(&["xauth"]), engine: Some(Engine::Webkit) },
    // Screenshots must look as on people's devices, Arabic included.
    Package { name: "fonts-noto-core", probe: Probe::Package, engine: None },
    Package { name: "fonts-urw-base35", probe: Probe::Package, engine: None },
    // The app is used on the hosts that owners have.
    Package { name: "nginx-light", probe: Probe::Program(&["/usr/sbin/nginx", "nginx"]), engine: None },
    Package { name: "apache2-bin", probe: Probe::Program(&["/usr/sbin/apache2", "apache2"]), engine: None },
    // The print tests read the pages of a PDF.
    Package { name: "poppler-utils", probe: Probe::Program(&["pdftotext"]), engine: None },
];

/// Makes sure that what these engines need is installed.
pub fn ensure(engines: &[Engine]) -> Result<()> {
    let missing = || -> Vec<&str> {
        PACKAGES
            .iter()
            .filter(|package| package.engine.is_none_or(|engine| engines.contains(&engine)))
            .filter(|package| !is_there(package))
            .map(|package| package.name)
            .collect()
    };
    let before = missing();
    if before.is_empty() {
        return Ok(());
    }
    let command = format!("apt-get install --no-install-recommends {}", before.join(" "));
    if !may_install() {
        return Err(Failure::new(
            format!("Packages for the browser tests are missing: {}.", before.join(", ")),
            "they belong to the operating system, and this user may not install them",
            format!(
                "On Debian, run `sudo {command}`; elsewhere install the same programs and put \
                 them on PATH. `cargo xtask test --engine chromium` needs Chromium only."
            ),
        ));
    }
    println!("Installing {}: browsers for the tests; takes a minute, once.", before.join(", "));
    let what = "The packages for the browser tests cannot be installed.";
    let remedy = format!("Check the network, then run `{command}`.");
    run::run(Command::new("apt-get").args(["update", "--quiet"]), what, &remedy)?;
    run::run(
        Command::new("apt-get")
            .args(["install", "--yes", "--quiet", "--no-install-recommends"])
            .args(&before)
            .env("DEBIAN_FRONTEND", "noninteractive"),
        what,
        &remedy,
    )?;
    let after = missing();
    if after.is_empty() {
        return Ok(());
    }
    Err(Failure::new(
        what,
        format!("still not found after the install: {}", after.join(", ")),
        "Install them by hand and put their programs on PATH.",
    ))
}

fn is_there(package: &Package) -> bool {
    match package.probe {
        Probe::Program(names) => names.iter().any(|name| find_program(name).is_some()),
        // Without Debian's package system there is no telling: screenshots may
        // look different, tests do not depend on fonts.
        Probe::Package => {
            find_program("dpkg-query").is_none()
                || run::succeeds(Command::new("dpkg-query").args(["--status", package.name]))
        }
    }
}

fn may_install() -> bool {
    find_program("apt-get").is_some()
        && Command::new("id").arg("-u").output().is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}
