//! The measure: the same server library answering a constant, and nothing else.

use std::net::{Ipv4Addr, SocketAddr};

use axum::Router;
use axum::http::{StatusCode, header};

/// Answers every request with so many bytes, or with a redirect where it is none.
pub(crate) async fn serve(port: u16, bytes: usize) -> anyhow::Result<()> {
    let page = bytes::Bytes::from("o".repeat(bytes));
    let status = if bytes == 0 { StatusCode::SEE_OTHER } else { StatusCode::OK };
    let answer = async move || (status, [(header::CONTENT_TYPE, "text/html; charset=utf-8")], page);
    let app = Router::new().fallback(answer);
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let listener = tokio::net::TcpListener::bind(address).await?;
    Ok(axum::serve(listener, app).await?)
}
