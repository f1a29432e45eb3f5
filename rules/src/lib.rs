//! The rules of OCOP, and nothing else.

#![no_std]
