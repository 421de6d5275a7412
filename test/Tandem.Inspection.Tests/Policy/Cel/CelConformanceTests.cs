namespace Tandem.Inspection.Tests.Policy.Cel;

/// <summary>The subset against the rules of the CEL specification.</summary>
/// <remarks>
/// The first column names file and section of the official conformance cases (google/cel-spec, tests/simple/testdata, commit 508bd98)
/// whose rule a case checks; the expressions are our own.
/// </remarks>
public sealed class CelConformanceTests
{
    [Theory]
    [InlineData("basic/self_eval_nonzeroish", "-7 == 0 - 7")]
    [InlineData("basic/self_eval_nonzeroish", "0x1F == 31 && -0x10 == -16")]
    [InlineData("basic/self_eval_nonzeroish", "-9223372036854775808 < 9223372036854775807")]
    [InlineData("basic/self_eval_nonzeroish", "\"é\" == '\\u00e9' && '\\U0001F600' == '😀'")]
    [InlineData("basic/self_eval_nonzeroish", "r'\\n' == '\\\\n' && R\"a\\\" == 'a\\\\'")]
    [InlineData("basic/self_eval_nonzeroish", "'\\x41\\101\\t' == 'AA\t'")]
    [InlineData("basic/self_eval_nonzeroish", "'''a'b\n''' == 'a\\'b\\n' && \"\"\"c\"d\"\"\" == 'c\"d'")]
    [InlineData("comparisons/eq_literal", "1 == 1 && !(1 == 2)")]
    [InlineData("comparisons/eq_literal", "true == true && !(false == true)")]
    [InlineData("comparisons/eq_literal", "!('A' == 'a') && !('Å' == 'A\u030a')")]
    [InlineData("comparisons/eq_literal", "[] == [] && [1, 2] == [1, 2] && !([1, 2] == [2, 1])")]
    [InlineData("comparisons/ne_literal", "3 != 4 && !(3 != 3) && ['a'] != ['b'] && [true] != [false]")]
    [InlineData("comparisons/lt_literal", "-1 < 0 && !(0 < 0) && false < true && !(true < true)")]
    [InlineData("comparisons/lt_literal", "'a' < 'b' && !('b' < 'a') && 'A' < 'a' && 'abc' < 'abcd'")]
    [InlineData("comparisons/lt_literal", "'\\uffff' < '\\U00010000'")]
    [InlineData("comparisons/lt_literal", "timestamp('2026-01-01T00:00:00Z') < timestamp('2026-01-01T00:00:00.0000001Z')")]
    [InlineData("comparisons/lt_literal", "duration('-1s') < duration('0') && duration('1m') < duration('61s')")]
    [InlineData("comparisons/gt_literal", "4 > 3 && 'z' > 'y' && true > false && !(false > false)")]
    [InlineData("comparisons/lte_literal", "3 <= 3 && 2 <= 3 && !(4 <= 3) && 'a' <= 'a' && false <= false")]
    [InlineData("comparisons/gte_literal", "3 >= 3 && 4 >= 3 && !(2 >= 3) && 'b' >= 'a' && true >= false")]
    [InlineData("comparisons/in_list_literal", "2 in [1, 2] && !(3 in [1, 2]) && !(1 in [])")]
    [InlineData("comparisons/in_list_literal", "'b' in ['a', 'b'] && !('' in ['a']) && true in [false, true]")]
    [InlineData("fields/in", "!('fin.iban' in classes_in)")]
    [InlineData("integer_math", "7 + -2 == 5 && 7 - 9 == -2 && 6 * -7 == -42")]
    [InlineData("integer_math", "7 / 2 == 3 && -7 / 2 == -3 && 7 % 3 == 1 && -7 % 3 == -1")]
    [InlineData("integer_math", "2 + 3 * 4 == 14 && (2 + 3) * 4 == 20 && 10 - 3 - 2 == 5 && -(3) == -3")]
    [InlineData("lists/in", "1 in [1] && 'x' in ['x', 'x']")]
    [InlineData("lists/index", "[4, 5, 6][1] == 5 && ['a', 'b'][0] == 'a' && [true, false][0]")]
    [InlineData("lists/size", "size([]) == 0 && [1, 2, 3].size() == 3 && size(['a']) == 1")]
    [InlineData("logic/conditional", "(true ? 1 : 2) == 1 && (false ? 'a' : 'b') == 'b'")]
    [InlineData("logic/conditional", "true ? true : 1 / 0 == 1")]
    [InlineData("logic/conditional", "false ? 1 / 0 == 1 : true")]
    [InlineData("logic/conditional", "(false ? 1 : true ? 2 : 3) == 2")]
    [InlineData("logic/AND", "true && true && !(true && false) && !(false && true)")]
    [InlineData("logic/AND", "!(false && 1 / 0 == 1) && !(1 / 0 == 1 && false)")]
    [InlineData("logic/OR", "(false || true) && (true || false) && !(false || false)")]
    [InlineData("logic/OR", "(true || 1 / 0 == 1) && (1 / 0 == 1 || true)")]
    [InlineData("logic/NOT", "!false && !!true")]
    [InlineData("macros/exists", "[1, 2, 3].exists(n, n > 2) && ![1, 2].exists(n, n > 2) && ![].exists(n, true)")]
    [InlineData("macros/exists", "[1, 0].exists(n, 1 / n == 1) && [0, 1].exists(n, 1 / n == 1)")]
    [InlineData("macros/all", "[1, 2].all(n, n > 0) && ![1, 2].all(n, n > 1) && [].all(n, false)")]
    [InlineData("macros/all", "![0, 1].all(n, 5 / n == 6) && ![1, 0].all(n, 5 / n == 6)")]
    [InlineData("macros/nested", "[1, 2].all(a, [2, 3].exists(b, b == a + 1))")]
    [InlineData("parse/nest", "(((((((((((((((((((((((((((((((true)))))))))))))))))))))))))))))))")]
    [InlineData("parse/repeat", "!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!true")]
    [InlineData("parse/whitespace", " \t\r\n\ftrue\t// a comment\n&&\ntrue // at the end")]
    [InlineData("string/size", "size('') == 0 && 'abc'.size() == 3 && size('é😀') == 2")]
    [InlineData("string/starts_with", "'foobar'.startsWith('foo') && 'x'.startsWith('') && !'foo'.startsWith('foobar')")]
    [InlineData("string/ends_with", "'foobar'.endsWith('bar') && 'x'.endsWith('') && !'bar'.endsWith('foobar')")]
    [InlineData("string/contains", "'a😀b'.contains('😀') && 'x'.contains('') && !'ab'.contains('ba')")]
    [InlineData("string/matches", "'hubba'.matches('ubb') && matches('7', '^[0-9]$') && !'seven'.matches('^[0-9]+$')")]
    [InlineData("string/matches", "''.matches('') && 'abcd'.matches('bc') && 'grey'.matches('gr(a|e)y') && 'colour'.matches('colou?r')")]
    [InlineData("timestamps/timestamp_arithmetic", "timestamp('2026-01-01T00:00:10Z') - duration('10s') == timestamp('2026-01-01T00:00:00Z')")]
    [InlineData("timestamps/timestamp_arithmetic", "duration('1h') + timestamp('2026-01-01T00:00:00Z') == timestamp('2026-01-01T02:00:00+01:00')")]
    [InlineData("timestamps/timestamp_arithmetic", "timestamp('2026-01-02T00:00:00Z') - timestamp('2026-01-01T00:00:00Z') == duration('24h')")]
    [InlineData("timestamps/timestamp_equality", "timestamp('2026-01-01T00:00:00Z') != timestamp('2026-01-01T00:00:00.5Z')")]
    [InlineData("timestamps/duration_arithmetic", "duration('90m') - duration('1h') == duration('30m') && duration('0.5s') + duration('500ms') == duration('1s')")]
    [InlineData("timestamps/timestamp_range", "timestamp('0001-01-01T00:00:00Z') < timestamp('9999-12-31T23:59:59Z')")]
    public void Condition_OfTheSpecification_IsTrue(string section, string condition)
    {
        Assert.NotEmpty(section);
        Assert.Equal((true, null), Conditions.Evaluate(condition));
    }

    [Theory]
    [InlineData("integer_math", "1 / 0 == 1", "division by zero")]
    [InlineData("integer_math", "1 % 0 == 1", "division by zero")]
    [InlineData("integer_math", "9223372036854775807 + 1 > 0", "does not fit in 64 bits")]
    [InlineData("integer_math", "-9223372036854775808 - 1 < 0", "does not fit in 64 bits")]
    [InlineData("integer_math", "5000000000 * 5000000000 > 0", "does not fit in 64 bits")]
    [InlineData("integer_math", "-(-9223372036854775808) > 0", "does not fit in 64 bits")]
    [InlineData("integer_math", "-9223372036854775808 / -1 > 0", "does not fit in 64 bits")]
    [InlineData("lists/index", "[1, 2][2] == 1", "outside the list")]
    [InlineData("lists/index", "['a'][-1] == ''", "outside the list")]
    [InlineData("logic/conditional", "1 / 0 == 1 ? true : true", "division by zero")]
    [InlineData("logic/AND", "true && 1 / 0 == 1", "division by zero")]
    [InlineData("logic/OR", "1 / 0 == 1 || false", "division by zero")]
    [InlineData("logic/NOT", "!(1 / 0 == 1)", "division by zero")]
    [InlineData("macros/exists", "[1, 0].exists(n, 1 / n == 2)", "division by zero")]
    [InlineData("macros/all", "[0, 1].all(n, 1 / n == 1)", "division by zero")]
    [InlineData("macros/all", "[1 / 0].all(n, false)", "division by zero")]
    [InlineData("timestamps/timestamp_range", "timestamp('0001-01-01T00:00:00Z') - duration('1s') < now", "outside the years")]
    [InlineData("timestamps/timestamp_range", "timestamp('9999-12-31T23:59:59Z') + duration('1s') > now", "outside the years")]
    [InlineData("timestamps/timestamp_range", "timestamp('9999-12-31T23:59:59Z') - timestamp('0001-01-01T00:00:00Z') > duration('0')", "duration over 292 years")]
    public void Condition_ThatFails_HasAnErrorAndIsNotTrue(string section, string condition, string error)
    {
        Assert.NotEmpty(section);
        var result = Conditions.Evaluate(condition);
        Assert.False(result.Value);
        Assert.Contains(error, result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("comparisons/eq_wrapper", "1.0 == 1.0", 0)]
    [InlineData("basic/self_eval_zeroish", "0u == 0u", 1)]
    [InlineData("basic/self_eval_zeroish", "b'' == b''", 0)]
    [InlineData("basic/self_eval_zeroish", "null == null", 0)]
    [InlineData("basic/self_eval_zeroish", "{} == {}", 0)]
    [InlineData("basic/variables", "nobody", 0)]
    [InlineData("basic/functions", "f(1)", 0)]
    [InlineData("comparisons/eq_literal", "1 == 'a'", 2)]
    [InlineData("comparisons/in_list_literal", "1 in ['a']", 2)]
    [InlineData("comparisons/in_list_literal", "1 in 1", 5)]
    [InlineData("lists/concatenation", "[1] + [2] == [1, 2]", 4)]
    [InlineData("logic/conditional", "true ? 1 : 'a'", 5)]
    [InlineData("logic/AND", "true && 1", 8)]
    [InlineData("logic/NOT", "!0", 1)]
    [InlineData("macros/exists_one", "[1].exists_one(x, x == 1)", 4)]
    [InlineData("macros/map", "[1].map(x, x) == [1]", 4)]
    [InlineData("macros/filter", "[1].filter(x, x > 0) == [1]", 4)]
    [InlineData("parse/receiver_function_names", "'a'.as('b')", 4)]
    [InlineData("parse/whitespace", "[1,] == [1] && [,] == []", 16)]
    [InlineData("string/concatenation", "'a' + 'b' == 'ab'", 4)]
    [InlineData("timestamps/timestamp_conversions", "timestamp(0) < now", 0)]
    public void Condition_OutsideTheSubset_IsRefusedAtItsPlace(string section, string condition, int position)
    {
        Assert.NotEmpty(section);
        var error = Assert.Single(Conditions.Errors(condition));
        Assert.Equal(position, error.Position);
    }
}
