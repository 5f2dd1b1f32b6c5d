-- What is written about people, and drafts of calls: rows apart from events, encrypted each with a key of its own. Times are milliseconds of UTC.

create table "words" (
    "Id" text not null constraint "PK_words" primary key,
    "Owner" text not null,
    "Subject" text null,
    "Key" blob not null,
    "Data" blob not null,
    "Recorded" integer not null,
    "Used" integer not null,
    "Kept" integer not null,
    "IsNamed" integer not null,
    constraint "FK_words_subject_Subject" foreign key ("Subject") references "subject" ("Id") on delete cascade
);

create index "IX_words_Owner" on "words" ("Owner");

create index "IX_words_Subject" on "words" ("Subject") where "Subject" is not null;

create index "IX_words_Used" on "words" ("Used");

-- What may be nobody's, and is so few.
create index "IX_words_IsNamed" on "words" ("Used") where not "IsNamed";

-- As of subjects: about whoever the ledger lists nothing is kept, though a backup brought them back.
create trigger words_erased before insert on "words"
when exists (select 1 from "erasure" e where e."Subject" = new."Subject")
begin
    select raise(abort, 'it was erased');
end;

create table "call_draft" (
    "Account" text not null,
    "Id" text not null,
    "Key" blob not null,
    "Data" blob not null,
    "Changed" integer not null,
    constraint "PK_call_draft" primary key ("Account", "Id")
);

create index "IX_call_draft_Changed" on "call_draft" ("Changed");
