//! A browser that is nothing but a connection: it costs so little that what is measured is the
//! server.

use std::net::SocketAddr;

use anyhow::{Context as _, bail};
use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::TcpStream;

/// A connection that is kept from one request to the next.
pub(crate) struct Client {
    stream: BufReader<TcpStream>,
    cookie: String,
    line: Vec<u8>,
}

/// What was answered.
#[derive(Debug, Default)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) location: String,
    pub(crate) cookie: String,
    pub(crate) body: Vec<u8>,
}

impl Client {
    pub(crate) async fn open(address: SocketAddr) -> anyhow::Result<Self> {
        let stream = TcpStream::connect(address).await.context("nobody listens")?;
        stream.set_nodelay(true)?;
        let stream = BufReader::with_capacity(1 << 16, stream);
        Ok(Self { stream, cookie: String::new(), line: Vec::new() })
    }

    /// Somebody who logs in.
    pub(crate) async fn logged_in(
        address: SocketAddr,
        login: &str,
        password: &str,
    ) -> anyhow::Result<Self> {
        let mut client = Self::open(address).await?;
        let fields = [("login", login), ("password", password)];
        let answer = client.post("/login", &fields).await?;
        if answer.status != 303 || answer.cookie.is_empty() {
            bail!("{login} is not let in: {}", answer.status);
        }
        client.cookie = answer.cookie;
        Ok(client)
    }

    pub(crate) async fn get(&mut self, path: &str, headers: &str) -> anyhow::Result<Answer> {
        let cookie = match self.cookie.as_str() {
            "" => String::new(),
            cookie => format!("cookie: {cookie}\r\n"),
        };
        let request = format!("GET {path} HTTP/1.1\r\nhost: ocop.test\r\n{cookie}{headers}\r\n");
        self.ask(request.as_bytes()).await
    }

    pub(crate) async fn post(
        &mut self,
        path: &str,
        fields: &[(&str, &str)],
    ) -> anyhow::Result<Answer> {
        let form = serde_urlencoded::to_string(fields)?;
        let request = format!(
            "POST {path} HTTP/1.1\r\nhost: ocop.test\r\nsec-fetch-site: same-origin\r\n\
             content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\
             cookie: {}\r\n\r\n{form}",
            form.len(),
            self.cookie
        );
        self.ask(request.as_bytes()).await
    }

    async fn ask(&mut self, request: &[u8]) -> anyhow::Result<Answer> {
        self.stream.write_all(request).await?;
        let mut answer = Answer::default();
        let first = self.line().await?;
        answer.status = first.split(' ').nth(1).context("no status")?.parse()?;
        let (mut length, mut chunked) = (0, false);
        loop {
            let line = self.line().await?;
            let Some((name, value)) = line.split_once(": ") else { break };
            match name {
                "content-length" => length = value.parse()?,
                "transfer-encoding" => chunked = value == "chunked",
                "location" => value.clone_into(&mut answer.location),
                "set-cookie" => {
                    let pair = value.split(';').next().unwrap_or_default();
                    if pair.starts_with("ocop=") {
                        pair.clone_into(&mut answer.cookie);
                    }
                }
                _ => {}
            }
        }
        if chunked {
            loop {
                let length = usize::from_str_radix(&self.line().await?, 16)?;
                self.body(length, &mut answer.body).await?;
                self.line().await?;
                if length == 0 {
                    break;
                }
            }
        } else {
            self.body(length, &mut answer.body).await?;
        }
        Ok(answer)
    }

    async fn line(&mut self) -> anyhow::Result<String> {
        self.line.clear();
        if self.stream.read_until(b'\n', &mut self.line).await? == 0 {
            bail!("the connection was closed");
        }
        Ok(std::str::from_utf8(&self.line)?.trim_end().to_owned())
    }

    async fn body(&mut self, length: usize, body: &mut Vec<u8>) -> anyhow::Result<()> {
        let from = body.len();
        body.resize(from + length, 0);
        self.stream.read_exact(&mut body[from..]).await?;
        Ok(())
    }
}

impl Answer {
    pub(crate) fn said(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}
