-- Screens as the office sees them, with the hashes of their tokens, and the codes that wait for the office.

create table credentials.screen_device (
    "ScreenId" character varying(64) not null,
    "Token" character varying(64),
    "Approved" bigint not null,
    "Seen" bigint,
    "Frames" bigint not null,
    "Age" bigint,
    "Version" character varying(40),
    "Revoked" bigint,
    constraint "PK_screen_device" primary key ("ScreenId")
);

create table credentials.screen_code (
    "Code" character varying(6) not null,
    "Secret" character varying(64) not null,
    "Address" character varying(50) not null,
    "Ends" bigint not null,
    "ScreenId" character varying(64),
    "IsApproved" boolean not null,
    constraint "PK_screen_code" primary key ("Code")
);

create unique index "IX_screen_device_Token" on credentials.screen_device ("Token");

create unique index "IX_screen_code_Secret" on credentials.screen_code ("Secret");

create index "IX_screen_code_Ends" on credentials.screen_code ("Ends");
