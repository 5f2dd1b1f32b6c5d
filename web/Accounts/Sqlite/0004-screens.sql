-- Screens as the office sees them, with the hashes of their tokens, and the codes that wait for the office.

create table "screen_device" (
    "ScreenId" text not null constraint "PK_screen_device" primary key,
    "Token" text null,
    "Approved" integer not null,
    "Seen" integer null,
    "Frames" integer not null,
    "Age" integer null,
    "Version" text null,
    "Revoked" integer null
);

create table "screen_code" (
    "Code" text not null constraint "PK_screen_code" primary key,
    "Secret" text not null,
    "Address" text not null,
    "Ends" integer not null,
    "ScreenId" text null,
    "IsApproved" integer not null
);

create unique index "IX_screen_device_Token" on "screen_device" ("Token");

create unique index "IX_screen_code_Secret" on "screen_code" ("Secret");

create index "IX_screen_code_Ends" on "screen_code" ("Ends");
