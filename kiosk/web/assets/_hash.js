// Codes as the manifest knows them. Web Crypto exists on https and localhost only; a door on plain http needs its own.
import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, hexToBytes, utf8ToBytes } from "@noble/hashes/utils.js";

const LENGTH = 32;

export function hasher(hexKey) {
  const key = hexToBytes(hexKey);
  return (code) => bytesToHex(hmac(sha256, key, utf8ToBytes(code))).slice(0, LENGTH);
}
