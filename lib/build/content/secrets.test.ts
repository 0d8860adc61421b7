import { expect, test } from "vitest";
import { holdsSecret, isSecretName } from "./secrets.ts";

test("files that are called like keys and passwords are told by their names", () => {
  const secret = [
    "id_rsa",
    "a/.env",
    ".env.local",
    "server.pem",
    "credentials.json",
    "비밀번호.txt",
    "x.tfstate",
  ];
  const plain = [
    "id_rsa.pub",
    "env.md",
    "secretary.pdf",
    "그림.png",
    "credentials-guide.pdf",
    "keynote.key.pdf",
  ];
  expect([...secret, ...plain].filter(isSecretName)).toEqual(secret);
});

test("settings that hold a key are told by what is in them", () => {
  const key = "-----BEGIN OPENSSH PRIVATE KEY-----\nb3Bl\n";
  expect(holdsSecret("backup", key)).toBe(true);
  expect(holdsSecret("server.py", key)).toBe(true);
  expect(holdsSecret("application.yml", "spring:\n  datasource:\n    password: hunter2hunter2\n")).toBe(true);
  expect(holdsSecret("gcp.json", '{"type": "service_account", "private_key": "-"}')).toBe(true);
  expect(holdsSecret("app.conf", "aws=AKIAABCDEFGHIJKLMNOP\n")).toBe(true);
});

test("examples, placeholders and prose are no secrets", () => {
  expect(holdsSecret("app.yml", `password: \${DB_PASSWORD}\nsecret: <your secret>\n`)).toBe(false);
  expect(holdsSecret("app.conf", "aws=AKIAIOSFODNN7EXAMPLE\n")).toBe(false);
  expect(holdsSecret("report.pdf", "api_key: abcdefghijkl")).toBe(false);
});
