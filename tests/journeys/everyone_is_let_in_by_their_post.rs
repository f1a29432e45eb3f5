//! Logging in, and what a login opens.

use axum::http::StatusCode;
use ocop_rules::accounts::Role;

use crate::told::{Visitor, told};

#[tokio::test]
async fn a_guest_is_sent_to_log_in_and_then_on() {
    told(async |house| {
        let answer = Visitor::guest(&house).opens("/users").await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        assert_eq!(answer.location, "/login?next=%2Fusers");
    })
    .await;
}

#[tokio::test]
async fn what_a_post_does_not_open_is_not_there() {
    told(async |house| {
        let officer = Visitor::in_role(&house, Role::Commune, "99001.2025").await;
        let answer = officer.opens("/users").await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
        assert!(answer.page.contains("<!doctype html>"), "{}", answer.page);
    })
    .await;
}

#[tokio::test]
async fn an_administrator_adds_a_user_who_logs_in() {
    told(async |house| {
        let admin = Visitor::in_role(&house, Role::Admin, "vn").await;
        let form = [
            ("login", "hanh"),
            ("name", "Trần Thị Hạnh"),
            ("password", "một câu dễ nhớ"),
            ("role", "commune"),
            ("unit", "99001"),
        ];
        assert_eq!(admin.does("/users", &form).await, "/users");
        assert!(admin.reads("/users").await.contains("Trần Thị Hạnh"));
        Visitor::logged_in(&house, "hanh", "một câu dễ nhớ").await;
    })
    .await;
}

#[tokio::test]
async fn a_bad_user_form_is_answered_field_by_field() {
    told(async |house| {
        let admin = Visitor::in_role(&house, Role::Admin, "vn").await;
        let form = [("login", "h"), ("name", ""), ("password", "ngắn"), ("role", "admin")];
        let answer = admin.posts("/users", &form).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        for sentence in ["Tên đăng nhập cần ít nhất", "Hãy nhập họ tên.", "Mật khẩu cần ít nhất"]
        {
            assert!(answer.page.contains(sentence), "{sentence}: {}", answer.page);
        }
    })
    .await;
}

#[tokio::test]
async fn ten_wrong_passwords_in_a_minute_close_the_door() {
    told(async |house| {
        let guest = Visitor::guest(&house);
        let form = [("login", "hanh"), ("password", "đoán mò")];
        for _ in 0..10 {
            assert_eq!(guest.posts("/login", &form).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        }
        assert_eq!(guest.posts("/login", &form).await.status, StatusCode::TOO_MANY_REQUESTS);
    })
    .await;
}
