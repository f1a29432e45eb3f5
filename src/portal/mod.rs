//! The portal (*cổng tra cứu*).
