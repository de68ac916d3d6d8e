import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core';
import { StandardSchemaSerializerInterceptor } from '@nestjs/common';
import { ActsController } from './acts/acts.controller.ts';
import { PendingInterceptor } from './acts/pending.interceptor.ts';
import { Freshness } from './acts/freshness.ts';
import { Acts } from './acts/perform.ts';
import { Post } from './acts/send.ts';
import { BooksController } from './books/books.controller.ts';
import { Exports } from './books/exports.ts';
import { Ledgers } from './books/ledgers.ts';
import { Treasury } from './books/treasury.ts';
import { CalendarChanges } from './cycles/change-calendar.ts';
import { CompletenessController } from './completeness/completeness.controller.ts';
import { AllocationsController } from './allocations/allocations.controller.ts';
import { CycleViews } from './cycles/cycle-view.ts';
import { CyclesController } from './cycles/cycles.controller.ts';
import { OverSigningGuard } from './cycles/over-signing.ts';
import { PreviewsController } from './cycles/previews.controller.ts';
import { Drafting } from './cycles/draft.ts';
import { DocumentsController } from './documents/documents.controller.ts';
import { Engine } from './engine.ts';
import { ExtensionsController } from './extensions/extensions.controller.ts';
import { DateMoves } from './extensions/move-dates.ts';
import { Foretelling } from './foretelling.ts';
import { HealthController } from './health/health.controller.ts';
import { Gate } from './http/gate.ts';
import { DraftsController } from './drafts/drafts.controller.ts';
import { DivisionsController } from './divisions/divisions.controller.ts';
import { Imports } from './imports/imports.ts';
import { ImportsController } from './imports/imports.controller.ts';
import { InboxController } from './inbox/inbox.controller.ts';
import { CandidatesController } from './funds/candidates.controller.ts';
import { FundsController } from './funds/funds.controller.ts';
import { ContradictionsController } from './funds/contradictions.controller.ts';
import { LedgerFigures } from './funds/ledger-figures.ts';
import { CarriedController } from './funds/carried.controller.ts';
import { MoneyReadsController } from './funds/money-reads.controller.ts';
import { MoneyActs } from './funds/money-acts.ts';
import { ProjectRates } from './funds/project-rates.ts';
import { RatesController } from './funds/rates.controller.ts';
import { ToldController } from './funds/told.controller.ts';
import { FiguresController } from './figures/figures.controller.ts';
import { LettersController } from './letters/letters.controller.ts';
import { Signings } from './letters/signings.ts';
import { HappeningsController } from './live/happenings.controller.ts';
import { Live } from './live/live.ts';
import { LiveController } from './live/live.controller.ts';
import { LiveScope } from './live/surroundings.ts';
import { MatrixController } from './matrix/matrix.controller.ts';
import { MeetingsController } from './meetings/meetings.controller.ts';
import { ObligationItems } from './obligations/obligation-items.ts';
import { ObligationsController } from './obligations/obligations.controller.ts';
import { ByHand } from './organisation/by-hand.ts';
import { OrganisationController } from './organisation/organisation.controller.ts';
import { PeopleController } from './organisation/people.controller.ts';
import { Packs } from './packs/packs.ts';
import { PacksController } from './packs/packs.controller.ts';
import { PlansController } from './plans/plans.controller.ts';
import { OrdersController } from './orders/orders.controller.ts';
import { NoticeActs } from './public-notices/notice-acts.ts';
import { PublicNoticesController } from './public-notices/public-notices.controller.ts';
import { ProjectActs } from './projects/project-acts.ts';
import { ProjectsController } from './projects/projects.controller.ts';
import { ProblemFilter } from './problem/problem.filter.ts';
import { RehearsalController } from './rehearsal/rehearsal.controller.ts';
import { Rehearsals } from './rehearsal/rehearsals.ts';
import { RemindersController } from './reminders/reminders.controller.ts';
import { ReportsController } from './reports/reports.controller.ts';
import { ReportViews } from './reports/report-view.ts';
import { RecordAccess } from './scope/record-access.ts';
import { Scope } from './scope/scope.ts';
import { SearchController } from './search/search.controller.ts';
import { SessionController } from './session/session.controller.ts';
import { Sessions } from './session/sessions.ts';
import { settingsToken } from './settings.ts';
import type { ApiSettings } from './settings.ts';
import { TasksController } from './tasks/tasks.controller.ts';
import { UnitPageController } from './units/unit-page.controller.ts';
import { UnitsController } from './units/units.controller.ts';
import { VerificationsController } from './verifications/verifications.controller.ts';

/** Everything the API is made of; the gate, the answer's schema and the problem filter hold for every route. */
@Module({
  controllers: [
    HealthController, SessionController, TasksController, InboxController, ActsController, CyclesController, UnitsController, LettersController,
    ReportsController, ExtensionsController, AllocationsController, FiguresController, FundsController, CandidatesController, RatesController, ContradictionsController, MoneyReadsController, CarriedController, CompletenessController, PlansController, MeetingsController, OrdersController, VerificationsController, DocumentsController, ObligationsController, RehearsalController,
    LiveController, HappeningsController, MatrixController, SearchController, DraftsController, PreviewsController, UnitPageController, RemindersController,
    ImportsController, DivisionsController, OrganisationController, PeopleController, PacksController, BooksController, ProjectsController, PublicNoticesController, ToldController,
  ],
  providers: [
    RecordAccess, Engine, Scope, Sessions, Post, Freshness, Acts, CycleViews, ReportViews, Signings, Drafting, OverSigningGuard, DateMoves, CalendarChanges, MoneyActs, LedgerFigures, Foretelling, Rehearsals, ObligationItems, LiveScope, Live,
    Imports, ByHand, Packs, Ledgers, Treasury, Exports, ProjectActs, NoticeActs, ProjectRates,
    { provide: APP_GUARD, useClass: Gate },
    { provide: APP_INTERCEPTOR, useClass: PendingInterceptor },
    { provide: APP_INTERCEPTOR, useClass: StandardSchemaSerializerInterceptor },
    { provide: APP_FILTER, useClass: ProblemFilter },
  ],
})
export class ApiModule {
  static with(settings: ApiSettings): DynamicModule {
    return { module: ApiModule, providers: [{ provide: settingsToken, useValue: settings }] };
  }
}
