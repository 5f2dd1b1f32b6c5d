-- Identity's tables of people (Identity schema 3, with passkeys), sessions, and the keys that protect cookies.

create table "person" (
    "Id" text not null constraint "PK_person" primary key,
    "DisplayName" text not null,
    "UserName" text null,
    "NormalizedUserName" text null,
    "Email" text null,
    "NormalizedEmail" text null,
    "EmailConfirmed" integer not null,
    "PasswordHash" text null,
    "SecurityStamp" text null,
    "ConcurrencyStamp" text null,
    "PhoneNumber" text null,
    "PhoneNumberConfirmed" integer not null,
    "TwoFactorEnabled" integer not null,
    "LockoutEnd" text null,
    "LockoutEnabled" integer not null,
    "AccessFailedCount" integer not null
);

create table "protection_key" (
    "Id" integer not null constraint "PK_protection_key" primary key autoincrement,
    "FriendlyName" text null,
    "Xml" text null
);

create table "person_claim" (
    "Id" integer not null constraint "PK_person_claim" primary key autoincrement,
    "UserId" text not null,
    "ClaimType" text null,
    "ClaimValue" text null,
    constraint "FK_person_claim_person_UserId" foreign key ("UserId") references "person" ("Id") on delete cascade
);

create table "person_login" (
    "LoginProvider" text not null,
    "ProviderKey" text not null,
    "ProviderDisplayName" text null,
    "UserId" text not null,
    constraint "PK_person_login" primary key ("LoginProvider", "ProviderKey"),
    constraint "FK_person_login_person_UserId" foreign key ("UserId") references "person" ("Id") on delete cascade
);

create table "person_passkey" (
    "CredentialId" blob not null constraint "PK_person_passkey" primary key,
    "UserId" text not null,
    "Data" text not null,
    constraint "FK_person_passkey_person_UserId" foreign key ("UserId") references "person" ("Id") on delete cascade
);

create table "person_token" (
    "UserId" text not null,
    "LoginProvider" text not null,
    "Name" text not null,
    "Value" text null,
    constraint "PK_person_token" primary key ("UserId", "LoginProvider", "Name"),
    constraint "FK_person_token_person_UserId" foreign key ("UserId") references "person" ("Id") on delete cascade
);

create table "session" (
    "Id" text not null constraint "PK_session" primary key,
    "PersonId" text not null,
    "Ticket" blob not null,
    "Began" integer not null,
    "Seen" integer not null,
    "Ends" integer not null,
    "Address" text null,
    "Agent" text null,
    constraint "FK_session_person_PersonId" foreign key ("PersonId") references "person" ("Id") on delete cascade
);

create index "EmailIndex" on "person" ("NormalizedEmail");

create unique index "UserNameIndex" on "person" ("NormalizedUserName");

create index "IX_person_claim_UserId" on "person_claim" ("UserId");

create index "IX_person_login_UserId" on "person_login" ("UserId");

create index "IX_person_passkey_UserId" on "person_passkey" ("UserId");

create index "IX_session_Ends" on "session" ("Ends");

create index "IX_session_PersonId" on "session" ("PersonId");
