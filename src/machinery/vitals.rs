//! How the program is: `/health` for whoever watches it, `/metrics` in the form of Prometheus, one
//! structured line of log a request. No line names a person.

use std::sync::OnceLock;
use std::time::Instant;

use axum::extract::{MatchedPath, Request};
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};

static RECORDER: OnceLock<Option<PrometheusHandle>> = OnceLock::new();

fn recorder() -> Option<&'static PrometheusHandle> {
    RECORDER.get_or_init(|| PrometheusBuilder::new().install_recorder().ok()).as_ref()
}

/// `GET /health`: the program is up.
pub async fn health() -> &'static str {
    "ok"
}

/// `GET /metrics`: counts and durations since the start.
pub async fn metrics() -> Response {
    match recorder() {
        Some(recorder) => recorder.render().into_response(),
        None => StatusCode::SERVICE_UNAVAILABLE.into_response(),
    }
}

/// Sums up what was timed, so that it does not pile up while nobody asks for it.
pub fn sum_up() {
    if let Some(recorder) = recorder() {
        recorder.run_upkeep();
    }
}

/// Counts and times an answer that was kept ready-made.
pub fn answered_ready(page: &'static str, since: Instant) {
    if recorder().is_some() {
        let labels = [("method", "GET"), ("path", page), ("status", "200")];
        metrics::counter!("http_requests_total", &labels).increment(1);
        metrics::counter!("http_ready_total", "path" => page).increment(1);
        metrics::histogram!("http_request_seconds", "path" => page).record(since.elapsed());
    }
}

/// Counts and times every answer that is made, by the pattern of its address: addresses themselves may hold
/// what is personal.
pub async fn watch(request: Request, next: Next) -> Response {
    let started = Instant::now();
    let method = request.method().to_string();
    let path = request
        .extensions()
        .get::<MatchedPath>()
        .map_or_else(|| "-".to_owned(), |it| it.as_str().to_owned());
    let response = next.run(request).await;
    let status = response.status().as_u16().to_string();
    let took = started.elapsed();
    if recorder().is_some() {
        let labels =
            [("method", method.clone()), ("path", path.clone()), ("status", status.clone())];
        metrics::counter!("http_requests_total", &labels).increment(1);
        metrics::histogram!("http_request_seconds", "path" => path.clone()).record(took);
    }
    tracing::debug!(%method, %path, %status, micros = took.as_micros(), "answered");
    response
}
