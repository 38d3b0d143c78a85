// Holds reading and writing of messages to what api/json.hpp promises, on a message with a member of every kind.
#include "api/json.hpp"

#include <cmath>

#include <gmock/gmock.h>

namespace api {

enum class Colour { red, green };
BOOST_DESCRIBE_ENUM(Colour, red, green)

struct Inner {
    std::string word{};
};
BOOST_DESCRIBE_STRUCT(Inner, (), (word))
constexpr auto notes(const Inner*) { return std::array{Note{"word", "A word", {.required = true, .range = {1, 5}}}}; }

struct Everything {
    std::string text{};
    int whole = 7;
    double real = 0.5;
    bool flag{};
    Colour colour = Colour::red;
    std::optional<int> maybe{};
    std::vector<int> list{};
    std::vector<Inner> inners{};
    std::string lines{};
};
BOOST_DESCRIBE_STRUCT(Everything, (), (text, whole, real, flag, colour, maybe, list, inners, lines))
constexpr auto notes(const Everything*) {
    return std::array{Note{"text", "", {.required = true, .range = {1, 8}}},
                      Note{"whole", "", {.range = {1, 50}}},
                      Note{"real", "", {.range = {0, 10}}},
                      Note{"flag", ""},
                      Note{"colour", ""},
                      Note{"maybe", ""},
                      Note{"list", "", {.range = {0, 9}, .items = {0, 3}}},
                      Note{"inners", ""},
                      Note{"lines", "", {.one_line = false}}};
}

struct Keeper {
    Written<std::vector<Inner>> kept{};
    std::optional<Written<Inner>> maybe{};
};
BOOST_DESCRIBE_STRUCT(Keeper, (), (kept, maybe))
constexpr auto notes(const Keeper*) { return std::array{Note{"kept", "", {.items = {0, 2}}}, Note{"maybe", ""}}; }

namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::Field;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

FieldFaults faults_of(std::string_view text) {
    FieldFaults faults;
    static_cast<void>(read<Everything>(text, faults));
    return faults;
}

auto fault(const char* pointer, const char* code) {
    return AllOf(Field(&FieldFault::pointer, pointer), Field(&FieldFault::code, code));
}

TEST(Messages, AreReadMemberByMember) {
    FieldFaults faults;
    const auto read_in = read<Everything>(
        R"({"text": "Ёжик", "whole": 3, "real": 2, "flag": true, "colour": "green", "maybe": 4, "list": [1, 2],
            "inners": [{"word": "a"}], "lines": "one\ntwo"})",
        faults);
    EXPECT_THAT(faults, IsEmpty());
    EXPECT_EQ(read_in.text, "Ёжик");
    EXPECT_EQ(read_in.whole, 3);
    EXPECT_EQ(read_in.real, 2);
    EXPECT_TRUE(read_in.flag);
    EXPECT_EQ(read_in.colour, Colour::green);
    EXPECT_EQ(read_in.maybe, 4);
    EXPECT_THAT(read_in.list, ElementsAre(1, 2));
    EXPECT_THAT(read_in.inners, ElementsAre(Field(&Inner::word, "a")));
    EXPECT_EQ(read_in.lines, "one\ntwo");
}

TEST(Messages, KeepTheirDefaultsWhereAMemberIsLeftOut) {
    FieldFaults faults;
    const auto read_in = read<Everything>(R"({"text": "a", "maybe": null})", faults);
    EXPECT_THAT(faults, IsEmpty());
    EXPECT_EQ(read_in.whole, 7);
    EXPECT_FALSE(read_in.maybe);
}

TEST(Messages, TellAllThatIsWrongWithItsPlace) {
    EXPECT_THAT(faults_of(R"({"whole": "3", "list": [1, 10], "inners": [{"word": "a"}, {}], "odd~/": 1})"),
                ElementsAre(fault("/text", "missing"), fault("/whole", "wrong_type"), fault("/list/1", "out_of_range"),
                            fault("/inners/1/word", "missing"), fault("/odd~0~1", "unknown_field")));
}

TEST(Messages, TellAMemberWithoutANameFromAnItem) {
    EXPECT_THAT(faults_of(R"({"text": "a", "": 1})"), ElementsAre(fault("/", "unknown_field")));
    EXPECT_THAT(faults_of(R"({"text": "a", "list": [10]})"), ElementsAre(fault("/list/0", "out_of_range")));
}

TEST(Messages, RefuseWhatIsOfAnotherTypeOrOutOfRange) {
    EXPECT_THAT(faults_of(R"({"text": "a", "whole": 1.5})"), ElementsAre(fault("/whole", "wrong_type")));
    EXPECT_THAT(faults_of(R"({"text": "a", "whole": 51})"), ElementsAre(fault("/whole", "out_of_range")));
    EXPECT_THAT(faults_of(R"({"text": "a", "maybe": 1e300})"), ElementsAre(fault("/maybe", "out_of_range")));
    EXPECT_THAT(faults_of(R"({"text": "a", "maybe": 2147483648})"), ElementsAre(fault("/maybe", "out_of_range")));
    EXPECT_THAT(faults_of(R"({"text": "a", "real": 1e999})"), SizeIs(1));
    EXPECT_THAT(faults_of(R"({"text": "a", "flag": 1})"), ElementsAre(fault("/flag", "wrong_type")));
    EXPECT_THAT(faults_of(R"({"text": "a", "colour": "blue"})"), ElementsAre(fault("/colour", "bad_choice")));
    EXPECT_THAT(faults_of(R"({"text": "a", "list": [1, 2, 3, 4]})"), ElementsAre(fault("/list", "out_of_range")));
    EXPECT_THAT(faults_of(R"({"text": "a", "list": {}})"), ElementsAre(fault("/list", "wrong_type")));
    EXPECT_THAT(faults_of(R"({"text": "a", "whole": null})"), ElementsAre(fault("/whole", "wrong_type")));
    EXPECT_THAT(faults_of("[]"), ElementsAre(fault("", "wrong_type")));
}

TEST(Messages, CountCodePointsOfATextAndRefuseControlCharacters) {
    EXPECT_THAT(faults_of(R"({"text": "восемь!!"})"), IsEmpty());
    EXPECT_THAT(faults_of(R"({"text": "девять!!!"})"), ElementsAre(fault("/text", "out_of_range")));
    EXPECT_THAT(faults_of(R"({"text": "a\u0000b"})"), ElementsAre(fault("/text", "bad_text")));
    EXPECT_THAT(faults_of(R"({"text": "a\nb"})"), ElementsAre(fault("/text", "bad_text")));
}

TEST(Messages, RefuseWhatIsNoJson) {
    for (const auto* text : {"", "{", "nil", "{\"text\": \"\xff\"}", "{\"text\": \"\\ud800\"}"})
        EXPECT_THAT(faults_of(text), ElementsAre(fault("", "bad_json"))) << text;
    EXPECT_THAT(faults_of(std::string(100, '[') + std::string(100, ']')), ElementsAre(fault("", "bad_json")));
}

TEST(Messages, TellNoMoreThanTwentyFaults) {
    std::string text = R"({"text": "a")";
    for (int i = 0; i < 100; ++i) text += ", \"m" + std::to_string(i) + "\": 0";
    EXPECT_THAT(faults_of(text + "}"), SizeIs(20));
}

TEST(Messages, AreWrittenInOrderWithoutWhatIsEmptyAndOptional) {
    Everything message{.text = "\"\\\n\x01Ё", .real = 0.85, .list = {1, 2}, .inners = {{"w"}}};
    EXPECT_EQ(write(message), R"({"text":"\"\\\n\u0001Ё","whole":7,"real":0.85,"flag":false,"colour":"red",)"
                              R"("list":[1,2],"inners":[{"word":"w"}],"lines":""})");
    message.maybe = 3;
    EXPECT_THAT(write(message), HasSubstr(R"("maybe":3)"));
}

TEST(Messages, ComeBackAsTheyWereWritten) {
    const Everything message{.text = "a\"b", .real = 0.1, .maybe = -5, .lines = "x\r\ny\t"};
    FieldFaults faults;
    const auto again = read<Everything>(write(message), faults);
    EXPECT_THAT(faults, IsEmpty());
    EXPECT_EQ(write(again), write(message));
}

TEST(Messages, KeepAMemberAsTheTextThatWasChecked) {
    FieldFaults faults;
    const auto keeper = read<Keeper>(R"({"kept": [ {"word" : "\u0061b"} ], "maybe": null})", faults);
    EXPECT_THAT(faults, IsEmpty());
    EXPECT_EQ(keeper.kept.text, R"([{"word":"ab"}])");
    EXPECT_EQ(write(keeper), R"({"kept":[{"word":"ab"}]})");
    EXPECT_EQ(write(Keeper{}), R"({"kept":[]})");
}

TEST(Messages, AreStrictWithAMemberThatIsKeptAsText) {
    FieldFaults faults;
    static_cast<void>(read<Keeper>(R"({"kept": [{"word": "too long"}], "maybe": {}})", faults));
    EXPECT_THAT(faults, ElementsAre(fault("/kept/0/word", "out_of_range"), fault("/maybe/word", "missing")));
}

TEST(Messages, WriteNumbersAsPeopleDo) {
    const auto written = [](double number) {
        std::string text;
        append_number(text, number);
        return text;
    };
    EXPECT_EQ(written(0.5), "0.5");
    EXPECT_EQ(written(3), "3");
    EXPECT_EQ(written(-0.25), "-0.25");
    EXPECT_EQ(written(std::nan("")), "null");
}

TEST(Parameters, AreReadByTheTypeOfTheirMember) {
    FieldFaults faults;
    const auto read_in = read_parameters<Everything>(
        {{"text", "12"}, {"whole", "3"}, {"real", "2.5"}, {"flag", "true"}, {"list", "1"}, {"list", "2"}}, faults);
    EXPECT_THAT(faults, IsEmpty());
    EXPECT_EQ(read_in.text, "12");
    EXPECT_EQ(read_in.whole, 3);
    EXPECT_EQ(read_in.real, 2.5);
    EXPECT_TRUE(read_in.flag);
    EXPECT_THAT(read_in.list, ElementsAre(1, 2));
}

TEST(Parameters, AreToldByTheirName) {
    FieldFaults faults;
    static_cast<void>(read_parameters<Everything>(
        {{"text", "a\xff"}, {"whole", "3x"}, {"real", "nan"}, {"flag", "1"}, {"odd", ""}}, faults));
    EXPECT_THAT(faults, testing::UnorderedElementsAre(fault("text", "bad_text"), fault("whole", "wrong_type"),
                                                      fault("real", "wrong_type"), fault("flag", "wrong_type"),
                                                      fault("odd", "unknown_field")));
}

TEST(Parameters, AreToldInUtf8WhateverTheirNameIs) {
    FieldFaults faults;
    static_cast<void>(read_parameters<Everything>({{"text", "a"}, {"\xff~", "1"}}, faults));
    EXPECT_THAT(faults, ElementsAre(fault("?~", "unknown_field")));
}

TEST(Parameters, AreNotTakenTwiceWhereThereIsOneOfThem) {
    FieldFaults faults;
    static_cast<void>(read_parameters<Everything>({{"text", "a"}, {"text", "b"}}, faults));
    EXPECT_THAT(faults, ElementsAre(fault("text", "repeated")));
}

TEST(Messages, OfOthersMayHaveMembersThatAreNotKnown) {
    const auto read_in = [](std::string_view text, FieldFaults& faults) {
        return read<Everything>(text, faults, Manner::tolerant);
    };
    FieldFaults faults;
    const auto message = read_in(
        R"({"text": "a\u0001\u007f", "new": {"deep": [[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]}, "inners": [{"word": "b", "new": 1}],
            "lines": "one\ntwo\u0000"})",
        faults);
    EXPECT_THAT(faults, IsEmpty());
    EXPECT_EQ(message.text, "a  ");
    EXPECT_EQ(message.inners.front().word, "b");
    EXPECT_EQ(message.lines, "one\ntwo ");
}

TEST(Messages, OfOthersAreHeldToTypesAndLimitsAllTheSame) {
    FieldFaults faults;
    static_cast<void>(read<Everything>(R"({"text": 1, "whole": 51, "inners": [{"word": "much too long", "new": 1}],
                                           "lines": ")"
                                       "\xFF\"}",
                                       faults, Manner::tolerant));
    EXPECT_THAT(faults, ElementsAre(fault("/text", "wrong_type"), fault("/whole", "out_of_range"),
                                    fault("/inners/0/word", "out_of_range"), fault("/lines", "bad_text")));
    faults.clear();
    static_cast<void>(read<Everything>(std::string(100, '['), faults, Manner::tolerant));
    EXPECT_THAT(faults, ElementsAre(fault("", "bad_json")));
}

struct EitherOr {
    std::variant<Inner, Keeper> one{};
    std::optional<std::variant<Inner, Keeper>> maybe{};
};
BOOST_DESCRIBE_STRUCT(EitherOr, (), (one, maybe))

TEST(Messages, WriteOneOfSeveralAsTheOneThatItIs) {
    EXPECT_EQ(write(EitherOr{.one = Inner{"a"}}), R"({"one":{"word":"a"}})");
    EXPECT_EQ(write(EitherOr{.one = Inner{"a"}, .maybe = Keeper{}}), R"({"one":{"word":"a"},"maybe":{"kept":[]}})");
}

}  // namespace
}  // namespace api
