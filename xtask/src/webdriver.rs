//! A small blocking WebDriver client, for the bench alone: it needs a handful
//! of commands and Chromium's own protocol (CDP), and must not start a runtime
//! beside what it measures.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::drivers::Driver;
use crate::failure::{Explain, Failure, Result};

const REMEDY: &str = "Run the command again; if it happens again, check that the browser and its \
                      driver have the same version.";

/// Longer than any command here takes on a slow machine.
const ANSWER_LIMIT: Duration = Duration::from_secs(120);

/// One browser, closed when dropped.
#[derive(Debug)]
pub struct Session {
    driver: Driver,
    path: String,
}

impl Session {
    /// Opens a fresh browser through a driver of its own.
    pub fn open(driver: Driver, capabilities: &Value) -> Result<Self> {
        let body = json!({ "capabilities": { "alwaysMatch": capabilities } });
        let answer = send(&driver, "POST", "/session", &body)?;
        let id = answer["sessionId"]
            .as_str()
            .ok_or_else(|| Failure::new("The browser does not start.", answer.to_string(), REMEDY))?;
        Ok(Self { path: format!("/session/{id}"), driver })
    }

    /// Goes to an address.
    pub fn go(&self, url: &str) -> Result<()> {
        self.post("/url", &json!({ "url": url })).map(drop)
    }

    /// Runs a script in the page and gives what it returns.
    pub fn execute(&self, script: &str, arguments: &[Value]) -> Result<Value> {
        self.post("/execute/sync", &json!({ "script": script, "args": arguments }))
    }

    /// Runs a script that calls its last argument with the result.
    pub fn execute_async(&self, script: &str, arguments: &[Value]) -> Result<Value> {
        self.post("/execute/async", &json!({ "script": script, "args": arguments }))
    }

    /// Sends a command of Chromium's own protocol.
    pub fn cdp(&self, command: &str, parameters: &Value) -> Result<Value> {
        self.post("/goog/cdp/execute", &json!({ "cmd": command, "params": parameters }))
    }

    /// Runs a script again and again until it returns something, or fails
    /// after `limit`. `what` says what is being waited for.
    pub fn wait_for(&self, script: &str, limit: Duration, what: &str) -> Result<Value> {
        let started = Instant::now();
        loop {
            let value = self.execute(script, &[])?;
            if !value.is_null() && value != false {
                return Ok(value);
            }
            if started.elapsed() > limit {
                return Err(Failure::new(
                    what,
                    format!("not within {} s: {script}", limit.as_secs()),
                    "Open the address by hand in Chromium and look at its console.",
                ));
            }
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    fn post(&self, path: &str, body: &Value) -> Result<Value> {
        send(&self.driver, "POST", &format!("{}{path}", self.path), body)
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        // If it fails, the driver ends the browser when it is stopped.
        let _ = send(&self.driver, "DELETE", &self.path, &Value::Null);
    }
}

/// One command on a connection of its own; the answer's `value`.
fn send(driver: &Driver, method: &str, path: &str, body: &Value) -> Result<Value> {
    let body = if body.is_null() { String::new() } else { body.to_string() };
    let text = exchange(driver.address(), method, path, &body)
        .explain(format!("The driver gives no answer to {method} {path}."), REMEDY)?;
    let value = serde_json::from_slice::<Value>(&text)
        .map(|mut answer| answer["value"].take())
        .explain("The driver answers nonsense.", REMEDY)?;
    match value["error"].as_str() {
        Some(error) => Err(Failure::new(
            format!("The browser refuses {method} {path}: {error}."),
            value["message"].as_str().unwrap_or_default(),
            REMEDY,
        )),
        None => Ok(value),
    }
}

/// Sends a request and gives the body of the answer. Drivers keep connections
/// open whatever they are asked, so the body's length decides about its end.
fn exchange(address: SocketAddr, method: &str, path: &str, body: &str) -> io::Result<Vec<u8>> {
    let mut stream = TcpStream::connect(address)?;
    stream.set_read_timeout(Some(ANSWER_LIMIT))?;
    stream.write_all(
        format!(
            "{method} {path} HTTP/1.1\r\nHost: {address}\r\nContent-Type: application/json\r\n\
             Content-Length: {}\r\nConnection: close\r\n\r\n{body}",
            body.len()
        )
        .as_bytes(),
    )?;
    let mut reader = BufReader::new(stream);
    let mut length = None;
    loop {
        let mut line = String::new();
        reader.read_line(&mut line)?;
        let Some((name, value)) = line.trim_end().split_once(':') else {
            // The first line has no colon and is not the end; it says HTTP.
            if line.starts_with("HTTP/") {
                continue;
            }
            break;
        };
        if name.eq_ignore_ascii_case("content-length") {
            length = value.trim().parse().ok();
        }
    }
    let length = length.ok_or_else(|| io::Error::other("the answer has no length"))?;
    let mut body = vec![0; length];
    reader.read_exact(&mut body)?;
    Ok(body)
}

#[cfg(test)]
mod tests {
    use std::net::TcpListener;
    use std::thread;

    use super::*;

    #[test]
    fn needs_no_end_of_the_connection() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let driver = thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            let mut request = vec![0; 1024];
            let count = stream.read(&mut request).unwrap();
            stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-LENGTH: 4\r\n\r\nbody").unwrap();
            (String::from_utf8_lossy(&request[..count]).into_owned(), stream)
        });
        assert_eq!(exchange(address, "POST", "/session", "{}").unwrap(), b"body");
        let (request, _still_open) = driver.join().unwrap();
        assert!(request.starts_with("POST /session HTTP/1.1\r\n"));
        assert!(request.ends_with("Content-Length: 2\r\nConnection: close\r\n\r\n{}"));
    }
}
