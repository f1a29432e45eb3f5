//! The driver of the browser, for one run of the tests.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{Ipv4Addr, TcpStream};
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use anyhow::Context as _;

use crate::running::Started;

/// A running chromedriver, on a port that it chose; each test opens its own browser there.
pub(crate) struct Driver {
    port: u16,
    _started: Started,
}

impl Driver {
    pub(crate) fn start() -> anyhow::Result<Self> {
        let mut command = Command::new("chromedriver");
        command.arg("--port=0").stdin(Stdio::null()).stdout(Stdio::piped());
        let mut started = Started(command.spawn().context("starting chromedriver")?);
        let said = started.0.stdout.take().context("chromedriver has no voice")?;
        let mut lines = BufReader::new(said).lines();
        let port = lines
            .by_ref()
            .find_map(|line| port_in(&line.ok()?))
            .context("chromedriver ended without a port")?;
        // A pipe that nobody reads would stop it one day.
        thread::spawn(move || lines.for_each(drop));
        Ok(Self { port, _started: started })
    }

    pub(crate) fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }
}

impl Drop for Driver {
    /// Asks it to close the browsers that failed tests left open; killed, it would leave them.
    fn drop(&mut self) {
        let asked = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).and_then(|mut driver| {
            driver.write_all(b"GET /shutdown HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")?;
            driver.read(&mut [0; 512])
        });
        if asked.is_ok() {
            thread::sleep(Duration::from_millis(500));
        }
    }
}

/// "… was started successfully on port 40715." says 40715.
fn port_in(line: &str) -> Option<u16> {
    let (_, port) = line.split_once("started successfully on port ")?;
    port.trim_end_matches('.').parse().ok()
}
